/* Puts the files of the page's store where the slides show them, each under one address.
 *
 * The same address in all places: so reveal.js' auto-animate finds the pictures that belong together. A file gets its
 * address when a slide that shows it is in the page; a deck with deferred slides need not read all its pictures to open. */
(() => {
  const PLACES = [
    ...["src", "srcset", "poster", "data-src", "href", "data-background-image", "data-background-video"],
    ...["data-preview-image", "data-preview-video"],
  ];
  const PLACED = PLACES.map((name) => `[${name}*="data:,"]`).join();
  const addresses = new Map();

  function bytes(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }

  function address(name, key) {
    const held = document.getElementById(`deckbuild-${key}`);
    if (held && !addresses.has(key)) {
      addresses.set(key, URL.createObjectURL(new Blob([bytes(held.textContent)], { type: held.dataset.type })));
    }
    return addresses.get(key) ?? name;
  }

  const written = (value) => value.replace(/data:,([0-9a-f]{16})/g, address);

  function place(root) {
    for (const element of root.querySelectorAll(PLACED)) {
      for (const name of PLACES.filter((name) => element.getAttribute(name)?.includes("data:,"))) {
        element.setAttribute(name, written(element.getAttribute(name)));
      }
      if (element.localName === "source") element.closest("video, audio")?.load();
    }
    for (const element of root.querySelectorAll("svg image")) {
      const linked = element.getAttribute("xlink:href");
      if (linked) element.setAttribute("href", written(linked));
    }
  }

  place(document);
  document.addEventListener("deckbuild:slide", (event) => place(event.target)); // one that deferred.js has put in

  const named = [...document.querySelectorAll("script[data-css]")].map(({ id }) => [id, address("", id.split("-")[1])]);
  const sheet = document.createElement("style");
  sheet.textContent = `:root{${named.map(([id, url]) => `--${id}:url("${url}")`).join(";")}}`;
  document.head.append(sheet);
})();
