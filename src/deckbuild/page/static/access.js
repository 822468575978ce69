/* What a deck tells assistive technology, beyond what reveal.js does: names of slides and of tasks; and less motion. */
(() => {
  const HEADING = ":is(h1, h2, h3, h4, h5, h6):not(.notes *)";
  const named = new WeakSet(); // the slides that have their name from here: it changes with their heading or number

  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  /* A slide is called after its heading, or else by its number; an author's own name for it stays. */
  function name(slide) {
    if (!slide || (slide.hasAttribute("aria-label") && !named.has(slide))) return;
    const title = [...slide.querySelectorAll(HEADING)].map((each) => each.textContent.trim()).find(Boolean);
    named.add(slide);
    set(slide, "aria-label", title ?? `Slide ${Reveal.getSlidePastCount(slide) + 1}`);
    set(slide, "aria-roledescription", "slide");
    if (!slide.hasAttribute("role")) slide.setAttribute("role", "group");
    slide.querySelectorAll("li input[type=checkbox]:not([aria-label])").forEach(nameTask);
  }

  /* The checkbox of a task is called what the task says, without the tasks below it. */
  function nameTask(box) {
    const task = box.closest("li").cloneNode(true);
    task.querySelectorAll("ul, ol").forEach((each) => each.remove());
    box.setAttribute("aria-label", task.textContent.trim());
  }

  const nameAll = () => Reveal.getSlides().forEach(name);
  const nameShown = () => name(Reveal.getCurrentSlide());

  function started() {
    const deck = Reveal.getRevealElement();
    deck.removeAttribute("role"); // as an application, a screen reader would not read its text
    if (!document.querySelector("main")) deck.setAttribute("role", "main");
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) Reveal.configure({ autoAnimate: false });
    if (Reveal.isPrintView() || Reveal.isScrollView()) nameAll();
    else nameShown();
  }

  Reveal.isReady() ? started() : Reveal.on("ready", started);
  Reveal.on("slidechanged", nameShown);
  Reveal.on("overviewshown", nameAll);
  document.addEventListener("deckbuild-patched", nameShown); // the live preview has changed slides
  document.addEventListener("deckbuild:slide", ({ target }) => Reveal.isReady() && named.has(target) && name(target));
})();
