/* Lets a slide that runs over a little fit: pictures give way, or it steps down once. */
(() => {
  const LEAST = 180; // px

  /* By how many px a slide runs over, its margins included. */
  function over(slide) {
    slide.style.overflow = "hidden";
    const found = [slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth];
    slide.style.overflow = "";
    return found.map((each) => each > 1 && each);
  }

  /* Make boxes lower by what the slide runs over, if it fits then. */
  function lower(slide, names) {
    const [by] = over(slide);
    const boxes = [...slide.querySelectorAll(names)].filter(({ style }) => !style.maxHeight);
    if (!by || boxes.some((each) => each.clientHeight - by < LEAST)) return;
    for (const each of boxes) each.style.maxHeight = `${each.clientHeight - by}px`;
    if (over(slide)[0]) for (const { style } of boxes) style.maxHeight = "";
  }

  function fit(slide) {
    if (!slide || slide.matches(".title, .cover, .blank") || !over(slide).some(Boolean)) return;
    lower(slide, "img, video, iframe");
    if (over(slide).some(Boolean)) slide.classList.add("dense");
    lower(slide, "img, video, iframe, pre code");
  }

  function fitHidden(slide) {
    const [own, stack] = [slide.style, slide.parentElement.style];
    const before = [own.display, stack.display];
    own.display = stack.display = "block"; // or it has no size
    fit(slide);
    [own.display, stack.display] = before;
  }

  const isWhole = () => Reveal.isPrintView() || Reveal.isScrollView();
  const shown = () => isWhole() || fit(Reveal.getCurrentSlide());
  const start = () => (isWhole() ? Reveal.getSlides().forEach(fitHidden) : shown());

  Reveal.isReady() ? start() : Reveal.on("ready", start);
  Reveal.on("slidechanged", shown);
  document.addEventListener("deckbuild-patched", ({ detail }) => detail.includes(Reveal.getCurrentSlide()) && shown());
  document.addEventListener("load", ({ target }) => target.matches?.("section img") && shown(), true);
  document.fonts.ready.then(shown);
})();
