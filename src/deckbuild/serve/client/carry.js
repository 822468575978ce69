/* What reveal.js, the author's clicks and the browser have put into a slide while it was shown is carried over to its
 * new HTML before that is put in: so nothing of it changes for a moment and back. */

const STATES = ["past", "present", "future"];
const RUNNING = [...STATES, "stack", "has-dark-background", "has-light-background"];
const RUNNING_ATTRIBUTES = ["hidden", "aria-hidden", "inert", "data-index-h", "data-index-v", "data-fragment", "data-previous-indexv"];
const PLACED = ["display", "top", "transform"]; // the inline styles by which reveal.js shows and places a section
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const MEDIA = "img, video, audio, iframe, source";
const ALIKE = "deckbuild-alike-"; // begins the ids that are there for a moment only

/* Put `fresh` (a section that stands in no page) into `slide` in its place. */
function morph(slide, fresh) {
  const pictures = new Map();
  const media = new Map([...slide.querySelectorAll("video, audio")].map((each) => [each, sourcesOf(each)]));
  attributesInto(slide, fresh);
  nameHeadings(slide, fresh);
  nameAlike(slide, fresh);
  Idiomorph.morph(slide, [...fresh.childNodes], {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old, next) => old.nodeType !== Node.ELEMENT_NODE || carry(old, next, pictures),
      beforeNodeRemoved: (node) => !isOurs(node),
    },
  });
  slide.querySelectorAll(`[id^="${ALIKE}"]`).forEach((each) => each.removeAttribute("id"));
  media.forEach(loadAgain);
  pictures.forEach(exchange);
}

/* Give a heading of which the text, and so the id, was edited its new id first: it is the same element still. */
function nameHeadings(slide, fresh) {
  const left = lacking(fresh, slide);
  for (const heading of lacking(slide, fresh)) {
    const alike = left.findIndex((next) => next.tagName === heading.tagName);
    if (alike >= 0) heading.id = left.splice(alike, 1)[0].id;
  }
}

const lacking = (section, other) =>
  [...section.querySelectorAll(HEADINGS)].filter(({ id }) => id && !other.querySelector(`#${CSS.escape(id)}`));

/* Give what shows the same file in both the same id: idiomorph then keeps that element, wherever it stands now. */
function nameAlike(slide, fresh) {
  const left = unnamed(fresh);
  for (const [number, media] of unnamed(slide).entries()) {
    const alike = left.findIndex((next) => fileOf(next) === fileOf(media));
    if (alike >= 0) media.id = left.splice(alike, 1)[0].id = ALIKE + number;
  }
}

const unnamed = (section) => [...section.querySelectorAll(MEDIA)].filter((media) => !media.id && !media.matches("source"));

function fileOf(media) {
  return [media.tagName, media.getAttribute("src") ?? media.getAttribute("data-src"), sourcesOf(media)].join("\n");
}

/* What a script of ours has put in stays: no source has it. */
function isOurs(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.matches("button.copy-code");
}

/* Give a section the attributes of `fresh`, and leave those alone that reveal.js has set. */
function attributesInto(section, fresh) {
  classesInto(section, fresh);
  const kept = PLACED.map((name) => [name, section.style.getPropertyValue(name), section.style.getPropertyPriority(name)]);
  for (const { name } of [...section.attributes]) {
    if (!fresh.hasAttribute(name) && !["class", "style", ...RUNNING_ATTRIBUTES].includes(name)) section.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!["class", "style"].includes(name) && section.getAttribute(name) !== value) section.setAttribute(name, value);
  }
  const wanted = document.createElement("section");
  wanted.style.cssText = fresh.getAttribute("style") ?? "";
  for (const [name, value, priority] of kept) if (value) wanted.style.setProperty(name, value, priority);
  if (section.style.cssText !== wanted.style.cssText) section.style.cssText = wanted.style.cssText;
}

/* Its background copies a section's classes once, so they go there, too. */
function classesInto(section, fresh) {
  const running = RUNNING.filter((name) => section.classList.contains(name));
  const background = section.slideBackgroundElement;
  background?.classList.remove(...[...section.classList].filter((name) => !RUNNING.includes(name)));
  background?.classList.add(...fresh.classList);
  const wanted = [...new Set([...fresh.classList, ...running])].join(" ");
  if (section.className !== wanted) section.className = wanted;
}

/* Carry over what `old` has gained while it was shown; return true, so that it is morphed. */
function carry(old, next, pictures) {
  if (next.nodeType !== Node.ELEMENT_NODE) return true;
  if (old.classList.contains("fragment") && next.classList.contains("fragment")) {
    next.classList.add(...["visible", "current-fragment"].filter((name) => old.classList.contains(name)));
  }
  if (old.matches("details[open]")) next.setAttribute("open", "");
  if (old.matches(".r-fit-text") && !next.hasAttribute("style")) next.style.cssText = old.style.cssText;
  if (old.matches(MEDIA)) mediaInto(old, next, pictures);
  return true;
}

function mediaInto(old, next, pictures) {
  for (const name of ["data-paused-by-reveal", "data-muted-by-reveal"]) {
    if (old.hasAttribute(name)) next.setAttribute(name, old.getAttribute(name));
  }
  if (old.hasAttribute("data-lazy-loaded") && next.hasAttribute("data-src")) {
    next.setAttribute("data-lazy-loaded", "");
    if (old.hasAttribute("src")) rename(next, "data-src", "src");
  }
  const [was, is] = [old.getAttribute("src"), next.getAttribute("src")];
  if (was === is) delete old.wanted; // what an earlier edit wanted to show next
  if (was === is || !was || !is) return;
  if (old.matches("iframe") && was.startsWith(is) && /^[?&](enablejsapi|api)=1$/.test(was.slice(is.length))) {
    next.setAttribute("src", was); // reveal.js has added that; another src would load the frame again
  } else if (old.matches("img") && old.isConnected && old.checkVisibility()) {
    next.setAttribute("src", was);
    pictures.set(old, is);
  }
}

function rename(element, from, to) {
  element.setAttribute(to, element.getAttribute(from));
  element.removeAttribute(from);
}

/* Show a changed picture once it is decoded: until then the old one stands there, so nothing flashes. */
async function exchange(address, picture) {
  const next = new Image();
  next.src = picture.wanted = address;
  await next.decode().catch(() => {}); // a broken picture is shown as one
  if (picture.wanted !== address) return; // a later edit has named another one
  picture.src = address;
  await picture.decode().catch(() => {});
  Reveal.layout();
}

function sourcesOf(media) {
  const sources = [...media.querySelectorAll("source")];
  return sources.map((source) => source.getAttribute("src") ?? source.getAttribute("data-src")).join("\n");
}

/* A video looks at its <source>s only when it is told to. */
function loadAgain(sources, media) {
  if (sourcesOf(media) !== sources) media.load();
}
