/* Lets a slide that holds a little too much step down the scale of sizes, once: it gets the class `dense`. */
(() => {
  const FIXED = ".dense, .title, .cover, .blank, .stack"; // layouts that stay as they are

  const runsOver = (slide) => slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1;

  function fit(slide) {
    if (slide && !slide.matches(FIXED) && runsOver(slide)) slide.classList.add("dense");
  }

  /* A slide that is not shown has no size: it is shown for as long as it is looked at. */
  function fitHidden(slide) {
    const hidden = [slide, slide.closest(".stack")].filter((each) => each);
    const before = hidden.map((each) => each.style.display);
    hidden.forEach((each) => (each.style.display = "block"));
    fit(slide);
    hidden.forEach((each, at) => (each.style.display = before[at]));
  }

  const isWhole = () => Reveal.isPrintView() || Reveal.isScrollView(); // all slides are seen
  const fitShown = () => isWhole() || fit(Reveal.getCurrentSlide());
  const started = () => (isWhole() ? Reveal.getSlides().forEach(fitHidden) : fitShown());

  Reveal.isReady() ? started() : Reveal.on("ready", started);
  Reveal.on("slidechanged", fitShown);
  document.addEventListener("deckbuild-patched", fitShown); // the live preview has changed slides
  document.fonts.ready.then(fitShown);
})();
