/* Shows the slides of a deck, each in each of its states, and lets the measures look at them.
 *
 * A measure gives a list of {element, ...}: what it finds on a slide as it is shown now. The same of one element in
 * several states is one finding. `where` says which elements are part of what the theme draws everywhere. */
const MEASURES = {}; // name: (slide, state) => [{ element, ... }], or the promise of it
const IN_PRINT = ["overflow", "clipped", "contrast"]; // what is looked at in print, too
const PATIENCE = 3000; // ms for the pictures of a slide

const SHARED = ["style", "data-background", "data-background-color", "data-background-image", "data-background-gradient"];

/* Return the sections of slides in their order, those of print on their pages. */
function slidesOf() {
  const all = [...document.querySelectorAll(".reveal .slides section:not(.stack)")];
  return all.filter(({ parentElement: parent }) => parent.matches(".slides, .stack, .pdf-page"));
}

/* Nothing moves while it is looked at, and no slide waits to be put in. */
async function prepare() {
  const sheet = document.createElement("style");
  sheet.textContent = "*, *::before, *::after { transition: none !important; animation: none !important }";
  document.head.append(sheet);
  Reveal.configure({ transition: "none", backgroundTransition: "none", autoAnimate: false, autoSlide: 0 });
  window.dispatchEvent(new Event("resize"));
  await document.fonts.ready;
  return slidesOf().length;
}

function settled(slide) {
  const waiting = [...slide.querySelectorAll("img")].filter((each) => !each.complete).map((each) => each.decode());
  return Promise.race([Promise.allSettled(waiting), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

function stepsOf(slide) {
  return new Set([...slide.querySelectorAll(".fragment")].map((each) => each.dataset.fragmentIndex)).size;
}

/* Return what is found on the slide with this number (from 0), in all of its states. */
async function lookAt(number, isPrinted) {
  const slide = slidesOf()[number];
  const found = new Map();
  if (isPrinted) {
    await settled(slide);
    await measure(slide, "print", IN_PRINT.map((name) => [name, MEASURES[name]]), found);
  } else {
    const { h, v } = Reveal.getIndices(slide);
    for (let step = 0; step === 0 || step <= stepsOf(slide); step += 1) {
      Reveal.slide(h, v, step - 1);
      if (step === 0) await settled(slide);
      await measure(slide, String(step), Object.entries(MEASURES), found);
    }
  }
  return [...found.values()];
}

async function measure(slide, state, measures, found) {
  for (const [name, look] of measures) {
    for (const { element, ...about } of await look(slide, state)) {
      const key = `${name} ${nameOf(element)} ${about.key ?? ""}`;
      if (found.has(key)) found.get(key).states.push(state);
      else found.set(key, { measure: name, ...CutOff.place(element, slide), ...about, ...where(element, slide), states: [state] });
      delete found.get(key).element;
    }
  }
}

const names = new Map();

function nameOf(element) {
  if (!names.has(element)) names.set(element, names.size);
  return names.get(element);
}

/* Return where an element is, in px of the deck, and whether nothing but style sheets says how it looks. */
function where(element, slide) {
  const box = CutOff.toDeck(slide.closest(".pdf-page") ?? slide.closest(".slides"))(element.getBoundingClientRect());
  let isPlain = true;
  for (let each = element; each && each !== slide.parentElement; each = each.parentElement) {
    isPlain &&= !SHARED.some((name) => each.hasAttribute(name)) || each === slide;
  }
  isPlain &&= ![...slide.attributes].some(({ name }) => name.startsWith("data-background"));
  return { box: [box.left, box.top, box.right - box.left, box.bottom - box.top].map(Math.round), isPlain };
}

MEASURES.overflow = CutOff.overflow;
MEASURES.clipped = CutOff.clipped;
