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
  let cursor = 0;
  const done = new Set();
  for (const section of wanted) {
    while (done.has(there[cursor])) cursor += 1;
    if (section === there[cursor]) cursor += 1;
    else move(parent, section, there[cursor] ?? end);
    done.add(section);
  }
}

function move(parent, section, before) {
  if (section.isConnected && parent.isConnected && parent.moveBefore) parent.moveBefore(section, before);
  else parent.insertBefore(section, before);
}
