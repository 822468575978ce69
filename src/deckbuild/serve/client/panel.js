/* What is wrong: errors over the last good deck, warnings as a counter that opens the list. */

const isError = ({ severity }) => severity === "error";

class Panel {
  /* `opens` says whether errors open the list by themselves: they do over a deck, where nothing else tells them. */
  constructor(ui, openSource, opens) {
    Object.assign(this, { ui, openSource, opens, problems: [], dialog: null });
    this.counter = make("div", "counters");
    ui.corner.append(this.counter);
    document.addEventListener("keydown", (event) => this.key(event), true);
  }

  /* Show these problems; a list that the author has closed stays closed until it is another one. */
  show(problems) {
    if (JSON.stringify(problems) === JSON.stringify(this.problems)) return;
    this.problems = problems;
    this.close();
    if (this.opens && problems.some(isError)) this.open();
    else this.count();
  }

  open() {
    this.counter.replaceChildren();
    this.dialog = this.list();
    this.ui.root.append(this.dialog);
    this.dialog.showModal();
    this.dialog.addEventListener("close", () => this.close());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.close());
  }

  close() {
    this.dialog?.remove();
    this.dialog = null;
    this.count();
  }

  count() {
    const errors = this.problems.filter(isError).length;
    const named = [counted(errors, "error"), counted(this.problems.length - errors, "warning")].filter(Boolean);
    const made = button(`counter ${errors ? "error" : "warning"}`, named.join(", "), () => this.open());
    this.counter.replaceChildren(...(this.problems.length ? [made] : []));
  }

  list() {
    const isBad = this.problems.some(isError);
    const title = isBad ? "This has to be mended before it is shown" : "All is shown, but have a look at these";
    const head = make("header", "", "", make("h1", "", title), button("close", "Close", () => this.close()));
    const sorted = [...this.problems].sort((one, other) => isError(other) - isError(one)); // stable: by place
    const items = make("ol", "problems", "", ...sorted.map((problem) => this.entry(problem)));
    const dialog = make("dialog", "over", "", make("div", "box", "", head, items));
    dialog.setAttribute("aria-label", title);
    return dialog;
  }

  entry(problem) {
    const place = button("place", problem.place, () => this.openSource(problem));
    place.title = "Open in the editor";
    if (!problem.file) place.disabled = true;
    const head = make("p", "head", "", make("span", "kind", problem.severity), place, make("span", "code", problem.code));
    const item = make("li", problem.severity, "", head, make("p", "message", problem.message), ...excerpt(problem));
    if (problem.hint) item.append(make("p", "hint", problem.hint));
    return item;
  }

  key(event) {
    if (event.key !== "Escape" || !this.dialog) return;
    event.stopImmediatePropagation(); // Escape would open reveal.js' overview
    event.preventDefault();
    this.close();
  }
}

function counted(count, name) {
  return count ? `${count} ${name}${count > 1 ? "s" : ""}` : "";
}

/* The line with the mistake marked, and a caret under its first character. */
function excerpt({ excerpt: text, line, column, width }) {
  if (!text?.trim()) return [];
  const marked = make("mark", "", text.slice(column - 1, column - 1 + width) || " ");
  const shown = make("code", "line", "", make("span", "number", String(line)));
  shown.append(text.slice(0, column - 1), marked, text.slice(column - 1 + width));
  return [shown];
}

function followSwitch(follow) {
  const box = make("input");
  box.type = "checkbox";
  box.checked = follow.isOn;
  box.addEventListener("change", () => (follow.isOn = box.checked));
  const label = make("label", "follow", "", box, "Go to the slide that I edit");
  return label;
}
