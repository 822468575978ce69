/* The browser half of the live preview. It is served with its style sheet in front of it, as the constant STYLE.
 *
 * 1. The LiveReload client tells us that something has changed, or that the server is back; we ask for our state.
 * 2. Another revision of this page is there: we reload, and come back to the same slide, fragment and overview.
 * 3. Only the problems are others: we show them, errors over the deck, warnings as a counter. */
(() => {
  "use strict";

  const PLACE = "deckbuild-place";
  const name = decodeURIComponent(location.pathname.replace(/^\/|\.html$/g, "")).replace(/^index$/, "");
  let state = JSON.parse(document.getElementById("deckbuild-state").textContent);

  async function refresh() {
    const answer = await fetch(`/-/state/${encodeURIComponent(name)}`).catch(() => null);
    if (!answer?.ok) return;
    const next = await answer.json();
    if (next.revision !== state.revision) return reload();
    const same = JSON.stringify(next.problems) === JSON.stringify(state.problems);
    state = next;
    if (!same) panel.show(state.problems);
  }

  function reload() {
    if (window.Reveal?.isReady?.()) {
      sessionStorage.setItem(PLACE + name, JSON.stringify(Reveal.getState()));
    }
    location.reload();
  }

  function comeBack() {
    const place = sessionStorage.getItem(PLACE + name);
    sessionStorage.removeItem(PLACE + name);
    if (place) Reveal.setState(JSON.parse(place));
  }

  function whenReady(action) {
    if (!window.Reveal?.on) return;
    if (Reveal.isReady()) action();
    else Reveal.on("ready", action);
  }

  /* The LiveReload client looks for plugins by this prefix of a global name when it starts. */
  window.LiveReloadPluginDeckbuild = class {
    static identifier = "deckbuild";
    static version = "1.0";
    reload() {
      refresh();
      return true; // the client itself reloads nothing
    }
  };
  document.addEventListener("LiveReloadConnect", refresh);

  function make(tag, className, text, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    element.append(...children);
    return element;
  }

  function excerpt(problem) {
    if (!problem.excerpt.trim()) return "";
    const start = problem.column - 1;
    const end = start + problem.width;
    const line = make("code", "line");
    line.append(
      make("span", "number", String(problem.line)),
      problem.excerpt.slice(0, start),
      make("mark", "", problem.excerpt.slice(start, end) || " "),
      problem.excerpt.slice(end),
    );
    return line;
  }

  function entry(problem) {
    const head = make("p", "head", "", make("span", "kind", problem.severity), make("span", "place", problem.place));
    head.append(make("span", "code", problem.code));
    const item = make("li", problem.severity, "", head, make("p", "message", problem.message), excerpt(problem));
    if (problem.hint) item.append(make("p", "hint", problem.hint));
    return item;
  }

  class Panel {
    constructor() {
      this.host = document.createElement("deckbuild-problems");
      this.root = this.host.attachShadow({ mode: "open" });
      document.documentElement.append(this.host);
      document.addEventListener("keydown", (event) => this.key(event), true);
      this.isOpen = false;
    }

    show(problems) {
      this.problems = problems;
      this.open(problems.some((problem) => problem.severity === "error"));
    }

    open(open) {
      this.isOpen = open && this.problems.length > 0;
      this.root.replaceChildren(make("style", "", STYLE));
      if (this.isOpen) this.root.append(this.list());
      else if (this.problems.length) this.root.append(this.counter());
    }

    list() {
      const errors = this.problems.filter((problem) => problem.severity === "error");
      const title = errors.length
        ? "This has to be mended before it is shown."
        : "All is shown, but have a look at these.";
      const close = make("button", "close", "Close");
      close.addEventListener("click", () => this.open(false));
      const items = make("ol", "problems", "", ...this.problems.map(entry));
      const box = make("div", "box", "", make("header", "", "", make("h1", "", title), close), items);
      box.setAttribute("role", "alertdialog");
      box.setAttribute("aria-label", title);
      return make("div", "over", "", box);
    }

    counter() {
      const count = this.problems.length;
      const worst = this.problems.some((problem) => problem.severity === "error") ? "error" : "warning";
      const button = make("button", `counter ${worst}`, `${count} problem${count > 1 ? "s" : ""}`);
      button.addEventListener("click", () => this.open(true));
      return button;
    }

    key(event) {
      if (event.key !== "Escape" || !this.isOpen) return;
      event.stopImmediatePropagation(); // Escape would open reveal.js' overview
      event.preventDefault();
      this.open(false);
    }
  }

  /* A frame shows the page inside another one of ours: the speaker view, or a picture on the start page. */
  const panel = window.top === window ? new Panel() : { show() {} };
  panel.show(state.problems);
  whenReady(comeBack);
})();
