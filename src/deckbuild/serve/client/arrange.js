/* Puts sections into their places. What is in its place already is not touched, and what is moved keeps its state
 * where the browser can (moveBefore): a video plays on. */

function arrangeAll({ root, stacks }) {
  const inPage = stacks
    .filter(({ section }) => !isHidden(section))
    .map(({ section, slides }) => ({ section, slides: slides.filter((slide) => !isHidden(slide)) }))
    .filter(({ slides }) => slides.length);
  const nested = inPage.filter(({ section, slides }) => slides[0] !== section);
  const placed = new Set(inPage.flatMap(({ section, slides }) => [section, ...slides]));
  arrange(root, inPage.map(({ section }) => section), placed);
  nested.forEach(({ section, slides }) => arrangeStack(section, slides, placed));
  const left = [root, ...nested.map(({ section }) => section)].flatMap(sectionsIn);
  left.filter((section) => !placed.has(section)).forEach((section) => section.remove());
}

/* In a stack where nobody has been, the first slide is the one that comes (as reveal.js has it from its start). */
function arrangeStack(section, slides, placed) {
  arrange(section, slides, placed);
  const isNew = !slides.some((slide) => slide.classList.contains("present"));
  slides.forEach((slide, v) => {
    if (slide.matches(".past, .present, .future")) return;
    slide.classList.add(isNew && v === 0 ? "present" : "future");
    slide.toggleAttribute("hidden", !isNew || v > 0);
  });
}

/* Make the sections in `parent` stand in the order of `wanted`; those that stand nowhere (not `placed`) are passed. */
function arrange(parent, wanted, placed) {
  const there = sectionsIn(parent).filter((section) => placed.has(section));
  const end = parent.querySelector(":scope > .backgrounds"); // they lie among the slides while the overview is open
  order(parent, wanted, there, end);
}

/* Move or put each of `wanted` to where it belongs among those that are `there`, the last before `end`. */
function order(parent, wanted, there, end) {
  const done = new Set();
  let cursor = 0;
  for (const element of wanted) {
    while (done.has(there[cursor])) cursor += 1;
    if (element === there[cursor]) cursor += 1;
    else move(parent, element, there[cursor] ?? end);
    done.add(element);
  }
}

function move(parent, section, before) {
  if (section.isConnected && parent.isConnected && parent.moveBefore) parent.moveBefore(section, before);
  else parent.insertBefore(section, before);
}

// Backgrounds

/* The backgrounds lie in a tree of their own, one for each section, in their order. Reveal.sync makes all of them anew;
 * here only new slides get new ones, so that a film behind the slides plays on. */
function arrangeBackgrounds({ root }) {
  const stacks = sectionsIn(root);
  orderBackgrounds(Reveal.getBackgroundsElement(), stacks);
  for (const stack of stacks) {
    const slides = [...stack.querySelectorAll("section")];
    stack.slideBackgroundElement.classList.toggle("stack", slides.length > 0);
    orderBackgrounds(stack.slideBackgroundElement, slides);
  }
}

function orderBackgrounds(parent, sections) {
  const wanted = new Set(sections.map(backgroundElement));
  const there = [...parent.children].filter((element) => element.matches(".slide-background"));
  order(parent, wanted, there.filter((element) => wanted.has(element)), null);
  there.filter((element) => !wanted.has(element) && element.parentNode === parent).forEach((element) => element.remove());
}

/* Return a section's background, made as reveal.js makes it where there is none yet. */
function backgroundElement(section) {
  if (section.slideBackgroundElement) return section.slideBackgroundElement;
  const classes = [...section.classList].filter((name) => STATES.includes(name) || !RUNNING.includes(name));
  section.slideBackgroundContentElement = make("div", "slide-background-content");
  section.slideBackgroundElement = make("div", ["slide-background", ...classes].join(" "));
  section.slideBackgroundElement.append(section.slideBackgroundContentElement);
  return section.slideBackgroundElement;
}
