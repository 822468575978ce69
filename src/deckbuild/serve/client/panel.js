/* What is wrong: errors over the last good deck, warnings as a counter that opens the list.
 *
 * A list that opened by itself goes with the last error; one that the author has opened stays while anything is left
 * in it, so that it can be worked through. */

const GONE = "D902"; // there is no such deck
const SEVERITIES = ["error", "warning", "info"]; // the worst first
const weight = ({ severity }) => SEVERITIES.indexOf(severity);
const isError = (problem) => weight(problem) === 0;

class Panel {
  /* `opens` says whether errors open the list by themselves: they do over a deck, where nothing else tells them. */
  constructor(ui, openPlace, opens) {
    Object.assign(this, { ui, openPlace, opens, problems: [], dialog: null, isAsked: false });
    this.counter = make("div", "counters");
    ui.corner.append(this.counter);
    document.addEventListener("keydown", (event) => this.key(event), true);
  }

  /* Show these problems; a list that the author has closed stays closed until it is another one. */
  show(problems) {
    if (JSON.stringify(problems) === JSON.stringify(this.problems)) return;
    this.problems = problems;
    const isBad = problems.some(isError);
    if (this.dialog && (isBad || (this.isAsked && problems.length))) this.fill();
    else if (!this.dialog && this.opens && isBad) this.open();
    else this.close();
  }

  open(isAsked = false) {
    this.isAsked = isAsked;
    this.counter.replaceChildren();
    this.title = make("h1");
    this.ways = make("div", "ways");
    this.items = make("ol", "problems");
    const head = make("header", "", "", this.title, this.ways, button("close", "Close", () => this.close()));
    this.dialog = make("dialog", "over", "", make("div", "box", "", head, this.items));
    this.fill();
    this.ui.showModal(this.dialog);
    showMarks(this.items);
    this.dialog.addEventListener("close", () => this.close());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.close());
  }

  /* Open the list at the problem of this place. */
  openAt(place) {
    if (!this.dialog) this.open(true);
    const link = [...this.items.querySelectorAll(".place")].find((each) => each.textContent === place);
    link?.focus();
    link?.closest("li").scrollIntoView();
  }

  close() {
    if (this.dialog) this.ui.remove(this.dialog);
    this.dialog = null;
    this.count();
  }

  count() {
    const { worst, named } = this.counts();
    const made = button(`counter ${worst}`, named, () => this.open(true));
    this.counter.replaceChildren(...(named ? [made] : []));
  }

  counts() {
    const number = (problems) => problems.reduce((sum, { more = 0 }) => sum + 1 + more, 0); // with those not sent
    const found = SEVERITIES.map((name) => [number(this.problems.filter(({ severity }) => severity === name)), name]);
    const some = found.filter(([count]) => count);
    return { worst: some[0]?.[1], named: some.map(([count, name]) => counted(count, name)).join(", ") };
  }

  /* Put the problems into the open list; where it is scrolled to and what has the focus stay. */
  fill() {
    const focused = [...this.items.querySelectorAll("button")].indexOf(this.ui.root.activeElement);
    const sorted = [...this.problems].sort((one, other) => weight(one) - weight(other)); // stable: by place
    this.items.replaceChildren(...sorted.map((problem) => this.entry(problem)));
    const links = [...this.items.querySelectorAll("button")];
    if (focused >= 0) links[Math.min(focused, links.length - 1)]?.focus({ preventScroll: true });
    showMarks(this.items);
    this.head();
  }

  head() {
    const isGone = this.problems.some(({ code }) => code === GONE);
    const { worst, named } = this.counts();
    this.title.textContent = isGone ? "This deck is not there any more" : worst === "error" ? "Fix this to see your changes" : named;
    this.dialog.setAttribute("aria-label", this.title.textContent);
    const all = make("a", "close", "All decks");
    all.href = "/";
    this.ways.replaceChildren(...(isGone ? [all] : []));
  }

  entry(problem) {
    const head = make("p", "head", "", make("span", "kind", problem.severity), this.place(problem), make("span", "code", problem.code));
    const item = make("li", problem.severity, "", head, make("p", "message", problem.message), ...excerpt(problem));
    if (problem.hint) item.append(make("p", "hint", problem.hint));
    return item;
  }

  /* Where it is: the way into the editor, when it is in a file. */
  place(problem) {
    if (!problem.file) return make("span", "place", problem.place);
    const place = button("place", problem.place, () => this.openPlace(problem));
    place.title = "Open in the editor";
    return place;
  }

  key(event) {
    if (event.key !== "Escape" || !this.dialog) return;
    event.stopImmediatePropagation(); // Escape would open reveal.js' overview
    event.preventDefault();
    this.close();
  }
}

function counted(count, name) {
  return `${count} ${name}${count > 1 ? "s" : ""}`;
}

function followSwitch(follow) {
  const box = make("input");
  box.type = "checkbox";
  box.checked = follow.isOn;
  box.addEventListener("change", () => {
    follow.isOn = box.checked;
    if (!box.matches(":focus-visible")) box.blur(); // after a click, keys are the deck's again
  });
  return make("label", "follow", "", box, "Go to the slide that I edit");
}
