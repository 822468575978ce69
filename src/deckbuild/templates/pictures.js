/* Gives each file of the page's store an address, and puts it where the slides show the file.
 *
 * All places get the same address: so reveal.js' auto-animate finds the pictures that belong together. */
(() => {
  const store = JSON.parse(document.getElementById("deckbuild-pictures").textContent);
  const PLACES = ["src", "srcset", "poster", "data-src", "href", "data-background-image", "data-background-video"];

  function bytes(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }

  const addresses = new Map();
  for (const [key, [type, base64]] of Object.entries(store)) {
    addresses.set(key, URL.createObjectURL(new Blob([bytes(base64)], { type })));
  }

  const written = (value) => value.replace(/data:,([0-9a-f]{16})/g, (name, key) => addresses.get(key) ?? name);

  for (const name of PLACES) {
    for (const element of document.querySelectorAll(`[${name}*="data:,"]`)) {
      element.setAttribute(name, written(element.getAttribute(name)));
      if (element.localName === "source") element.closest("video, audio")?.load();
    }
  }
  for (const element of document.querySelectorAll("svg image")) {
    const address = element.getAttribute("xlink:href");
    if (address) element.setAttribute("href", written(address));
  }

  const sheet = document.createElement("style");
  sheet.textContent = `:root{${[...addresses].map(([key, url]) => `--deckbuild-${key}:url("${url}")`).join(";")}}`;
  document.head.append(sheet);
})();
