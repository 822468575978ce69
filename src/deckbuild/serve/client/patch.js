/* Puts a patch into the page: slides in place, its head, options; and tells reveal.js no more than it needs.
 *
 * An edit of one slide changes that slide's section and nothing else, so its cost does not grow with the deck. When
 * slides come, go or move, reveal.js counts them anew (Reveal.slide); only for what it prepares nowhere else is it
 * asked to look at everything (Reveal.sync, 44 ms at 1,000 slides). */

const ONLY_SYNCED = "[data-preview-link], [data-preview-image], [data-preview-video], iframe";

/* Apply `message` to `deck`; the slide, its step, the overview and the pause stay as they are. */
function patch(deck, message) {
  const shown = Reveal.getCurrentSlide();
  const step = Reveal.getIndices().f;
  const { slides, isMoved } = change(deck, message.operations);
  if (isMoved) settle(deck, shown, step);
  slides.filter(({ section }) => section.isConnected).forEach((slide) => refresh(slide, shown, step));
  if (slides.some((slide) => slide.isSyncNeeded)) Reveal.sync();
  const isStyled = exchangeSheets(message.sheets ?? {});
  if (message.options) configure(message.options);
  tellAbout(message);
  if (isStyled || slides.some(needsLayout)) Reveal.layout();
  document.dispatchEvent(new CustomEvent("deckbuild-patched", { detail: slides.map(({ section }) => section) }));
}

/* Reveal.layout goes through all slides; a slide that is as high as before stands where it should. */
function needsLayout({ section, height }) {
  return isDisplayed(section) && (section.scrollHeight !== height || section.querySelector(".r-stretch") !== null);
}

function isDisplayed(section) {
  return section.isConnected && section.style.display !== "none";
}

/* Change the sections; return the slides that are changed or new, and whether slides came, went or moved. */
function change(deck, operations) {
  const next = plan(deck.stacks, operations);
  const changed = next.filter((stack) => stack.isPlanned);
  const slides = changed.flatMap((stack) => stack.slides.filter((slide) => slide.fresh).map(realize));
  slides.push(...changed.filter((stack) => stack.isNested && stack.fresh).map(realizeStack));
  const before = deck.stacks;
  deck.stacks = next.map((stack) => (stack.isPlanned ? done(stack) : stack));
  const isMoved = !isAlike(before, deck.stacks) || slides.some((slide) => slide.isVisibilityChanged);
  if (isMoved) arrangeAll(deck);
  return { slides, isMoved };
}

/* Return a planned stack as the deck has it. */
function done({ section, isNested, slides }) {
  const sections = slides.map((slide) => slide.section);
  return { section: isNested ? section : sections[0], slides: sections };
}

/* Tell whether two lists of stacks hold the same sections in the same places. */
function isAlike(one, other) {
  return one.length === other.length && one.every((stack, h) => stack === other[h] || isSame(stack, other[h]));
}

function isSame(one, other) {
  const isSameLength = one.slides.length === other.slides.length;
  return one.section === other.section && isSameLength && one.slides.every((slide, v) => slide === other.slides[v]);
}

/* Change a slide, or make it; return what of it reveal.js has to be told. */
function realize(slide) {
  if (slide.section) return { section: slide.section, ...into(slide.section, slide.fresh) };
  slide.section = document.importNode(slide.fresh, true);
  return { section: slide.section, isBackgroundChanged: true, isSyncNeeded: about(slide.section).synced > 0 };
}

/* The same for the section around a stack's slides. */
function realizeStack(stack) {
  const isNew = !stack.section;
  stack.section ??= document.importNode(stack.fresh, false);
  const before = isNew ? {} : about(stack.section);
  if (!isNew) attributesInto(stack.section, stack.fresh);
  const after = about(stack.section);
  return {
    section: stack.section,
    isVisibilityChanged: !isNew && before.visibility !== after.visibility,
    isBackgroundChanged: (before.background ?? "[]") !== after.background,
  };
}

/* Change one slide; return what of it reveal.js has to be told. */
function into(section, fresh) {
  const before = about(section);
  const height = section.scrollHeight;
  morph(section, fresh);
  const after = about(section);
  return {
    height,
    isVisibilityChanged: before.visibility !== after.visibility,
    isBackgroundChanged: before.background !== after.background,
    isStepChanged: before.fragments !== after.fragments || before.state !== after.state || before.id !== after.id,
    isSyncNeeded: before.synced !== after.synced,
  };
}

function about(section) {
  return {
    id: section.id,
    state: section.getAttribute("data-state"),
    visibility: section.getAttribute("data-visibility"),
    fragments: section.querySelectorAll(".fragment").length,
    synced: section.querySelectorAll(ONLY_SYNCED + (Reveal.getConfig().showNotes ? ", aside.notes" : "")).length,
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

// What reveal.js has to be told

/* Tell it of a slide that changed in place; `step` is the step that the slide `shown` is at. */
function refresh({ section, isBackgroundChanged, isStepChanged }, shown, step) {
  Reveal.syncFragments(section);
  if (isBackgroundChanged || needsLoading(section)) loadSlide(section);
  else if (section === shown && Reveal.getConfig().showNotes) Reveal.syncSlide(section);
  if (sectionsIn(section).length) return; // steps are those of its slides
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
function settle(deck, shown, step) {
  const media = [...shown.querySelectorAll("video:not([data-ignore]), audio:not([data-ignore])")];
  media.forEach((each) => each.setAttribute("data-ignore", "")); // or reveal.js stops it, for its slide has another number
  const { h, v } = Reveal.getIndices();
  arrangeBackgrounds(deck);
  if (shown.isConnected) goTo(shown, step);
  else Reveal.slide(h, v);
  media.forEach((each) => each.removeAttribute("data-ignore"));
  if (!Reveal.isOverview()) return;
  Reveal.toggleOverview(false); // it places slides and makes them clickable only when it opens
  Reveal.toggleOverview(true);
}

/* Options in the address win, as they do when reveal.js starts: the speaker view sets some there. */
function configure(options) {
  const fixed = new Set(new URLSearchParams(location.search).keys());
  Reveal.configure(Object.fromEntries(Object.entries(options).filter(([name]) => !fixed.has(name))));
}
