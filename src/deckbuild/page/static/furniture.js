/* Tells the number, the progress bar and the arrows which layout the slide has that is shown: `data-layout`. A selector
   with :has() would do the same, but at each slide the browser then looks at all elements of the deck again. */
(() => {
  function tell() {
    const slide = Reveal.getCurrentSlide();
    const picture = slide?.querySelector(":scope > .picture");
    Reveal.getRevealElement().dataset.layout = `${slide?.className} ${picture?.className}`;
  }

  Reveal.isReady() ? tell() : Reveal.on("ready", tell);
  Reveal.on("slidechanged", tell);
  document.addEventListener("deckbuild-patched", tell);
})();
