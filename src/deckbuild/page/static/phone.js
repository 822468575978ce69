/* Leads to the slide that the address names in the scroll view of a phone: its slides are not all of one height there, as
 * reveal.js takes them to be (themes/styles/phone.css). */
(() => {
  const wanted = window.location.hash; // reveal.js writes it anew as soon as it starts

  function slideOf(hash) {
    const [h, v] = hash.replace(/^#\/?/, "").split("/");
    const isNumber = /^\d+$/.test(h);
    const place = `[data-index-h="${h}"][data-index-v="${v || 0}"]`;
    return isNumber ? document.querySelector(`.scroll-page ${place}`) : document.getElementById(h)?.closest("section");
  }

  function lead(hash) {
    // Behind reveal.js, which scrolls too.
    requestAnimationFrame(() => Reveal.isScrollView() && slideOf(decodeURIComponent(hash))?.scrollIntoView());
  }

  document.addEventListener("ready", () => lead(wanted), { once: true });
  addEventListener("hashchange", () => lead(window.location.hash));
})();
