/* From the page to its source: Alt-click on a block opens the author's editor at the line that made it. */

const READING = 1500; // ms in which a sentence can be read
const BLOCKS = "[data-line], .slides section";

/* Return the place {file, line} that made `element`, or null for what no slide made. */
function placeOf(element, deck, lines) {
  const block = element.closest?.(BLOCKS);
  const slide = block?.closest(".slides section");
  const at = slide && (deck.indices(slide) ?? deck.indices(slide.querySelector("section")));
  const found = at && lines[at[0]]?.[at[1]];
  if (!found) return null;
  const [file, first] = found;
  return { file, line: first + Number(block.dataset.line ?? 0) };
}

class SourceMap {
  constructor(ui, deck, state, openPlace) {
    Object.assign(this, { ui, deck, state, openPlace });
    this.pointer = null; // [x, y], once the mouse has moved
    addEventListener("mousemove", (event) => this.point(event), { passive: true });
    for (const kind of ["keydown", "keyup"]) addEventListener(kind, (event) => event.key === "Alt" && this.hold(event), true);
    addEventListener("blur", () => this.hold({ altKey: false }));
    // What is under a mouse at rest changes with the page.
    for (const kind of ["slidechanged", "slidetransitionend"]) Reveal.on(kind, () => this.look());
    for (const kind of ["resize", "scroll", "deckbuild-patched"]) addEventListener(kind, () => this.look(), true);
    // reveal.js' zoom plugin takes Alt-click where it listens to Alt; here it opens the source.
    addEventListener("mousedown", (event) => event.altKey && this.placeAt(event.target) && stop(event), true);
    addEventListener("click", (event) => this.click(event), true);
  }

  placeAt(target) {
    return target === this.ui.host ? null : placeOf(target, this.deck, this.state.lines);
  }

  point({ clientX, clientY, altKey }) {
    this.pointer = [clientX, clientY];
    this.hold({ altKey });
  }

  hold({ altKey }) {
    const wasHeld = this.isHeld;
    this.isHeld = altKey;
    if (altKey || wasHeld) this.look();
  }

  /* While Alt is held, the block under the mouse has a frame. */
  look() {
    const target = this.isHeld && this.pointer && document.elementFromPoint(...this.pointer);
    this.ui.outline(target && this.placeAt(target) ? target.closest(BLOCKS) : null);
  }

  click(event) {
    const place = event.altKey && event.button === 0 && this.placeAt(event.target);
    if (!place) return;
    stop(event);
    this.openPlace(place);
  }
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/* Ask the server to open the editor, and say what came of it; `renew` loads the page of the server that runs now. */
async function openSource({ file, line, column }, ui, token, renew) {
  const body = JSON.stringify({ token, file, line: line || 1, column: column || 1 });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/-/edit", { method: "POST", headers, body }).catch(() => null);
  if (answer?.ok) return ui.say(`${file}:${line || 1} is open in the editor`);
  if (answer?.status === 403) {
    setTimeout(renew, READING);
    return ui.say("this page is of an older server; it is loaded again", true);
  }
  ui.say((await answer?.text())?.trim() || "deckbuild serve does not answer", true);
}
