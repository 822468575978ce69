/* Puts a patch into the page: slides in place, style sheets, options, title; and tells reveal.js no more than it needs.
 *
 * An edit of one slide changes that slide's section and nothing else, so its cost does not grow with the deck. Only
 * when slides come, go or move is reveal.js asked to look at all of them (Reveal.sync). */

/* Apply `message` to `deck`; the slide, its step, the overview and the pause stay as they are. */
function patch(deck, message) {
  const shown = Reveal.getCurrentSlide();
  const step = Reveal.getIndices().f;
  const changed = change(deck, message.operations);
  if (changed.isMoved) settle(shown, step);
  else changed.slides.forEach((slide) => refresh(slide, shown, step));
  const isStyled = exchangeSheets(message.sheets ?? {});
  if (message.options) configure(message.options);
  if (message.title !== undefined && message.title !== document.title) document.title = message.title;
  if (isStyled || changed.slides.some(({ section }) => isDisplayed(section))) Reveal.layout();
  document.dispatchEvent(new Event("deckbuild-patched"));
}

function isDisplayed(section) {
  return section.isConnected && section.style.display !== "none";
}

/* Change the sections; return the slides that changed in place, and whether slides came, went or moved. */
function change(deck, operations) {
  const planned = plan(deck.stacks, operations);
  const slides = [];
  let isMoved = planned.length !== deck.stacks.length;
  for (const [h, stack] of planned.entries()) {
    const old = deck.stacks[h];
    for (const slide of stack.slides) {
      if (slide.fresh && slide.section) slides.push({ section: slide.section, ...into(slide.section, slide.fresh) });
      slide.section ??= document.importNode(slide.fresh, true);
    }
    stack.section = stack.isNested ? wrapper(stack) : stack.slides[0].section;
    isMoved ||= !old || old.section !== stack.section || old.slides.length !== stack.slides.length;
    isMoved ||= stack.slides.some((slide, v) => slide.section !== old.slides[v]);
  }
  isMoved ||= slides.some((slide) => slide.isVisibilityChanged);
  deck.stacks = planned.map(({ section, slides }) => ({ section, slides: slides.map((slide) => slide.section) }));
  if (isMoved) arrangeAll(deck);
  return { slides, isMoved };
}

/* Change one slide; return what of it reveal.js has to be told. */
function into(section, fresh) {
  const before = about(section);
  morph(section, fresh);
  const after = about(section);
  return {
    isVisibilityChanged: before.visibility !== after.visibility,
    isBackgroundChanged: before.background !== after.background,
    isStepChanged: before.fragments !== after.fragments || before.state !== after.state || before.id !== after.id,
  };
}

function about(section) {
  return {
    id: section.id,
    state: section.getAttribute("data-state"),
    visibility: section.getAttribute("data-visibility"),
    fragments: section.querySelectorAll(".fragment").length,
    background: backgroundOf(section),
  };
}

/* reveal.js itself copies data-background to data-background-image where it names a picture. */
function backgroundOf(section) {
  const all = [...section.attributes].filter(({ name }) => name.startsWith("data-background"));
  const whole = section.getAttribute("data-background");
  const own = all.filter(({ name, value }) => !(name === "data-background-image" && value === whole));
  return JSON.stringify(own.map(({ name, value }) => [name, value]).sort());
}

/* Return the section around a stack's slides: the one that is there, or a new one. */
function wrapper({ section, fresh }) {
  const around = section ?? document.importNode(fresh, false);
  if (section && fresh) attributesInto(section, fresh);
  return around;
}

// What reveal.js has to be told

/* Tell it of a slide that changed in place; `step` is the step that the slide `shown` is at. */
function refresh({ section, isBackgroundChanged, isStepChanged }, shown, step) {
  Reveal.syncFragments(section);
  if (isBackgroundChanged || needsLoading(section)) loadSlide(section);
  else if (section === shown && Reveal.getConfig().showNotes) Reveal.syncSlide(section);
  if (section === shown && isStepChanged) return goTo(section, step);
  const isBefore = section.compareDocumentPosition(shown) & Node.DOCUMENT_POSITION_FOLLOWING;
  setStep(section, section === shown ? step : isBefore ? Infinity : -1);
}

function needsLoading(section) {
  return isDisplayed(section) && section.querySelector(".r-fit-text, [data-src]");
}

/* Let reveal.js make a slide's background again and load its files; a slide far away stays away. */
function loadSlide(section) {
  const isFar = !isDisplayed(section);
  Reveal.getBackgroundsElement().classList.add("no-transition"); // or the old colour is taken for the new one's contrast
  Reveal.syncSlide(section);
  if (isFar) section.style.display = "none";
  else section.slideBackgroundElement?.querySelector("video")?.play().catch(() => {});
}

/* Show the fragments up to `step`, as reveal.js does when it comes to a slide. */
function setStep(section, step) {
  const isOff = !Reveal.getConfig().fragments;
  for (const fragment of section.querySelectorAll(".fragment")) {
    const index = Number(fragment.getAttribute("data-fragment-index"));
    fragment.classList.toggle("visible", isOff || index <= step);
    fragment.classList.toggle("current-fragment", !isOff && index === step);
  }
}

function goTo(section, step) {
  const { h, v } = Reveal.getIndices(section);
  Reveal.slide(h, v, step);
}

/* Slides came, went or moved: stay on the slide `shown` if it is there, else at its place. */
function settle(shown, step) {
  const media = [...shown.querySelectorAll("video:not([data-ignore]), audio:not([data-ignore])")];
  media.forEach((each) => each.setAttribute("data-ignore", "")); // or reveal.js stops it, for its slide has another number
  const { h, v } = Reveal.getIndices();
  if (shown.isConnected) goTo(shown, step);
  else Reveal.slide(h, v);
  Reveal.sync();
  media.forEach((each) => each.removeAttribute("data-ignore"));
  if (!Reveal.isOverview()) return;
  Reveal.toggleOverview(false); // it makes slides clickable only when it opens
  Reveal.toggleOverview(true);
}

function exchangeSheets(sheets) {
  for (const [number, css] of Object.entries(sheets)) {
    document.querySelector(`style[data-sheet="${number}"]`).textContent = css;
  }
  return Object.keys(sheets).length > 0;
}

/* Options in the address win, as they do when reveal.js starts: the speaker view sets some there. */
function configure(options) {
  const fixed = new Set(new URLSearchParams(location.search).keys());
  Reveal.configure(Object.fromEntries(Object.entries(options).filter(([name]) => !fixed.has(name))));
}
