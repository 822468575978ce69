/* What is wrong: a sheet over the lower third of the window for errors, a counter in the corner for all else.
 *
 * The sheet takes no key and no focus, so that one can go on in the deck. Beside errors warnings are folded to one line.
 * A sheet that opened by itself goes with the last error; one that the author has opened stays while anything is left
 * in it, so that it can be worked through. */

const GONE = "D902"; // there is no such deck
const SEVERITIES = ["error", "warning", "info"]; // the worst first
const weight = ({ severity }) => SEVERITIES.indexOf(severity);
const isError = (problem) => weight(problem) === 0;

class Panel {
  /* `opens` says whether errors open the sheet by themselves: they do over a deck, where nothing else tells them.
   * `isAlone` says that there is nothing below it, so that it fills the window and stays. */
  constructor(ui, openPlace, opens, isAlone) {
    Object.assign(this, { ui, openPlace, opens, isAlone, problems: [], sheet: null, isAsked: false });
    this.counter = make("div", "counters");
    ui.corner.append(this.counter);
    document.addEventListener("keydown", (event) => this.key(event), true);
  }

  /* Show these problems; a sheet that the author has closed stays closed until it is another one. */
  show(problems) {
    if (JSON.stringify(problems) === JSON.stringify(this.problems)) return;
    this.problems = problems;
    const isBad = problems.some(isError);
    if (this.sheet && (isBad || (this.isAsked && problems.length))) this.fill();
    else if (!this.sheet && this.opens && isBad) this.open();
    else this.close();
  }

  /* Open the sheet; when the author has asked for it, it has the focus. */
  open(isAsked = false) {
    this.isAsked = isAsked;
    this.counter.replaceChildren();
    this.title = make("h1");
    this.ways = make("div", "ways");
    this.items = make("ol", "problems");
    this.folded = make("details", "folded", "", make("summary"), make("ol", "problems"));
    const close = this.isAlone ? [] : [button("close", "Close", () => this.close())];
    const head = make("header", "", "", this.title, this.ways, ...close);
    const size = this.isAlone ? " alone" : isAsked ? " asked" : "";
    this.sheet = make("section", `over${size}`, "", head, make("div", "scrolled", "", this.items, this.folded));
    this.ui.root.append(this.sheet);
    this.fill();
    if (isAsked) this.sheet.querySelector("button.place, .close").focus();
  }

  /* Open the sheet at the problem of this place. */
  openAt(place) {
    if (!this.sheet) this.open(true);
    const link = [...this.sheet.querySelectorAll(".place")].find((each) => each.textContent === place);
    if (this.folded.contains(link)) this.folded.open = true;
    link?.focus();
    link?.closest("li").scrollIntoView();
  }

  close() {
    this.sheet?.remove();
    this.sheet = null;
    this.count();
  }

  count() {
    const { worst, named } = counted(this.problems);
    const made = button(`counter ${worst}`, named, () => this.open(true));
    this.counter.replaceChildren(...(named ? [made] : []));
  }

  /* Put the problems into the open sheet; where it is scrolled to and what has the focus stay. */
  fill() {
    const focused = this.links().indexOf(this.ui.root.activeElement);
    const sorted = [...this.problems].sort((one, other) => weight(one) - weight(other)); // stable: by place
    const errors = sorted.filter(isError);
    const others = errors.length ? sorted.filter((problem) => !isError(problem)) : [];
    this.put(this.items, errors.length ? errors : sorted);
    this.put(this.folded.lastChild, others);
    this.folded.firstChild.textContent = counted(others).named;
    this.folded.hidden = !others.length;
    const links = this.links();
    if (focused >= 0) links[Math.min(focused, links.length - 1)]?.focus({ preventScroll: true });
    this.head();
  }

  put(list, problems) {
    list.replaceChildren(...problems.map((problem) => this.entry(problem)));
    showMarks(list);
  }

  links() {
    return [...this.sheet.querySelectorAll("button.place")];
  }

  head() {
    const isGone = this.problems.some(({ code }) => code === GONE);
    const { worst, named } = counted(this.problems);
    this.sheet.dataset.worst = worst;
    this.title.textContent = isGone ? "This deck is not there any more" : worst === "error" ? "Fix this to see your changes" : named;
    this.sheet.setAttribute("aria-label", this.title.textContent);
    const all = make("a", "close", "All decks");
    all.href = "/";
    this.ways.replaceChildren(...(isGone ? [all] : []));
  }

  entry(problem) {
    const head = make("p", "head", "", make("span", "kind", problem.severity), this.place(problem), make("span", "code", problem.code));
    const said = make("div", "said", "", head, make("p", "message", problem.message));
    if (problem.hint) said.append(make("p", "hint", problem.hint));
    return make("li", problem.severity, "", said, ...excerpt(problem));
  }

  /* Where it is: the way into the editor, when it is in a file. */
  place(problem) {
    if (!problem.file) return make("span", "place", problem.place);
    const place = button("place", problem.place, () => this.openPlace(problem));
    place.title = "Open in the editor";
    return place;
  }

  key(event) {
    if (event.key !== "Escape" || !this.sheet || this.isAlone) return;
    event.stopImmediatePropagation(); // Escape would open reveal.js' overview
    event.preventDefault();
    this.close();
  }
}

/* Return the worst severity of `problems`, and how many there are of each in words. */
function counted(problems) {
  const number = (some) => some.reduce((sum, { more = 0 }) => sum + 1 + more, 0); // with those not sent
  const found = SEVERITIES.map((name) => [number(problems.filter(({ severity }) => severity === name)), name]);
  const some = found.filter(([count]) => count);
  const named = some.map(([count, name]) => `${count} ${name}${count > 1 ? "s" : ""}`).join(", ");
  return { worst: some[0]?.[1], named };
}

/* Return the error that is gone with these `problems`; null if there was none, or still is one. */
function mended(before, problems) {
  return problems?.some(isError) ? null : (before.find(isError) ?? null);
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
