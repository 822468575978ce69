/* The overview of a deck that is a single stack is a grid (overview.css): arrows lead to the slide beside, above, below. */
(() => {
  const isGrid = () => Reveal.isOverview() && document.querySelector(".slides > section.stack:only-of-type") !== null;
  const top = (slide) => slide.getBoundingClientRect().top;

  function steps() {
    const slides = Reveal.getSlides();
    const columns = slides.filter((each) => top(each) === top(slides[0])).length;
    const next = Reveal.getConfig().rtl ? -1 : 1;
    return { ArrowLeft: -next, ArrowRight: next, ArrowUp: -columns, ArrowDown: columns };
  }

  function go(event) {
    if (!event.key.startsWith("Arrow") || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isGrid()) return;
    event.stopImmediatePropagation(); // to reveal.js there is one column
    event.preventDefault();
    const slides = Reveal.getSlides();
    const slide = slides[slides.indexOf(Reveal.getCurrentSlide()) + steps()[event.key]];
    if (slide) Reveal.slide(...Object.values(Reveal.getIndices(slide)));
  }

  function show() {
    if (isGrid()) Reveal.getCurrentSlide().scrollIntoView({ block: "nearest" });
  }

  addEventListener("keydown", go, true);
  for (const kind of ["overviewshown", "slidechanged"]) Reveal.on(kind, show);
})();
