/* What the deck is going to be: the operations of a patch, worked out on lists before the page is touched.
 *
 * 1. Each operation takes places out of the lists and puts new ones in, made of its HTML. A stack that no operation
 *    names stays in the list as it is: a deck may have thousands.
 * 2. A new place gets the section of one that was taken out: one with the same words (a slide that was moved), else
 *    the one that stood at the same position of the same operation (a slide that was edited).
 * 3. What is left needs a new section. `section` is what stands in the page, `fresh` what it is to become. */

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/* Return the stacks as they are to be; one that changes is a plan:
 * {isPlanned, section, fresh, isNested, slides: [{section, fresh}]}. */
function plan(stacks, operations) {
  const next = [...stacks];
  const changes = operations.map((operation) => operate(next, operation));
  if (!isOneEdited(changes)) keepMoved(changes.flatMap((change) => change.out), changes.flatMap((change) => change.in));
  changes.forEach(keepEdited);
  return next;
}

/* Return the plan of a stack as it is now. */
function planned(stack) {
  if (stack.isPlanned) return stack;
  const { section, slides } = stack;
  const places = slides.map((slide) => ({ section: slide, fresh: null }));
  return { isPlanned: true, section, fresh: null, isNested: slides[0] !== section, slides: places };
}

/* Most patches are of this kind; nothing is compared then. */
function isOneEdited(changes) {
  return changes.length === 1 && changes[0].out.length === 1 && changes[0].in.length === 1;
}

/* Do one operation; return the slides that it took `out` and that it put `in`. */
function operate(stacks, { at, stack, remove, html, attributes }) {
  if (stack !== undefined) stacks[stack] = planned(stacks[stack]);
  if (attributes) {
    stacks[stack].fresh = withAttributes(attributes);
    return { out: [], in: [] };
  }
  const fresh = html.map(parse);
  if (stack !== undefined) {
    const places = fresh.map((section) => ({ section: null, fresh: section }));
    return { out: stacks[stack].slides.splice(at, remove, ...places), in: places };
  }
  const places = fresh.map(freshStack);
  const out = stacks.splice(at, remove, ...places).map(planned);
  out.forEach((old, index) => keepStack(old, places[index]));
  return { out: out.flatMap((each) => each.slides), in: places.flatMap((each) => each.slides) };
}

function withAttributes(attributes) {
  const section = document.createElement("section");
  for (const [name, value] of Object.entries(attributes)) section.setAttribute(name, value);
  return section;
}

function freshStack(fresh) {
  const nested = isNested(fresh);
  const slides = nested ? sectionsIn(fresh) : [fresh];
  const places = slides.map((slide) => ({ section: null, fresh: slide }));
  return { isPlanned: true, section: null, fresh, isNested: nested, slides: places };
}

function keepStack(old, place) {
  if (old.isNested && place?.isNested) place.section = old.section;
}

/* Give each slide that stands elsewhere now, with the same words as before, its section. */
function keepMoved(out, places) {
  const left = out.filter((each) => each.section?.isConnected);
  const byWords = new Map(left.map((each) => [wordsOf(each.section), each]));
  for (const place of places) {
    const words = wordsOf(place.fresh);
    if (!words || !byWords.has(words)) continue;
    keep(byWords.get(words), place);
    byWords.delete(words);
  }
}

/* Give the others the section that stood in the same position, which is then changed in place. */
function keepEdited({ out, in: places }) {
  if (out.length !== places.length) return keepInOrder(out, places);
  out.forEach((old, index) => {
    if (old.section && !places[index].section) keep(old, places[index]);
  });
}

function keepInOrder(out, places) {
  const left = out.filter((each) => each.section);
  for (const place of places) {
    if (!place.section && left.length) keep(left.shift(), place);
  }
}

function keep(old, place) {
  place.section = old.section;
  old.section = null;
}

/* What a slide says and shows, without what scripts have put in. */
function wordsOf(section) {
  const copy = section.cloneNode(true);
  copy.querySelectorAll("button.copy-code").forEach((button) => button.remove());
  const files = [...copy.querySelectorAll(MEDIA)].map(fileOf);
  return [section.id, copy.textContent.replace(/\s+/g, " ").trim(), ...files].join("\n").trim();
}
