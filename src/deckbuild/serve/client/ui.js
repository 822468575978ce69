/* What the live preview shows over a deck, in a shadow tree of its own: no style of a deck reaches it. Only the marks of
 * parts that are not for everybody stand in the deck. */

function make(tag, className, text, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

function button(className, text, act) {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function chip(name) {
  const made = make("p", `chip ${name}`);
  made.setAttribute("role", "status");
  made.hidden = true;
  return made;
}

const LOST_WORDS = "Connection lost, waiting for deckbuild serve …";
const CROWDED = "Too many pages are open: close some, and this one is connected";
const OURS = [" ", "Enter", "Tab"]; // the keys that a button or a switch needs

class Ui {
  constructor() {
    this.host = document.createElement("deckbuild-problems");
    this.root = this.host.attachShadow({ mode: "open" });
    this.corner = make("div", "corner");
    this.lost = chip("lost");
    this.toast = chip("toast");
    this.frame = make("div", "frame");
    this.frame.hidden = true;
    this.edges = make("div", "edges");
    this.edges.hidden = true;
    this.root.append(make("style", "", STYLE), this.corner, this.lost, this.toast, this.edges, this.frame);
    for (const kind of ["keydown", "keypress", "keyup"]) this.host.addEventListener(kind, (event) => this.key(event));
    document.documentElement.append(this.host);
    this.marks = document.head.appendChild(make("style", "", MARKS));
    document.addEventListener("fullscreenchange", () => this.hide());
    this.hide();
    document.addEventListener("mousemove", () => this.wake(), { passive: true });
  }

  /* In full screen somebody is looking on: nothing of ours is there. (Full screen by F11 is for the style sheet.) */
  hide() {
    this.host.hidden = this.marks.disabled = document.fullscreenElement !== null;
  }

  /* Keys that are for us are not for reveal.js: a space on a button would turn the slide. */
  key(event) {
    if (this.root.activeElement?.closest(".over") || OURS.includes(event.key)) event.stopPropagation();
  }

  /* The small switches are seen while the mouse moves. */
  wake() {
    this.corner.classList.add("awake");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.corner.classList.remove("awake"), 2500);
  }

  /* Say what is the matter with the connection, or nothing when it is there. */
  connection(isThere, isRefused) {
    this.lost.textContent = isRefused ? CROWDED : LOST_WORDS;
    this.lost.hidden = isThere;
  }

  say(text, isBad = false) {
    this.toast.textContent = text;
    this.toast.classList.toggle("bad", isBad);
    this.toast.hidden = false;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.toast.hidden = true), isBad ? 6000 : 2500);
  }

  /* Draw a frame around `element`, or take it away. */
  outline(element) {
    this.frame.hidden = !element;
    if (element) layOver(this.frame, element);
  }

  /* Draw a frame around the slide, stronger at those of its edges that it runs over; where there are none, take it away. */
  frameSlide(sides) {
    this.edges.hidden = !sides.length;
    this.edges.className = ["edges", ...sides].join(" ");
    if (sides.length) layOver(this.edges, document.querySelector(".reveal .slides"));
  }
}

/* Give `frame` the place and the size of `element` in the window. */
function layOver(frame, element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}
