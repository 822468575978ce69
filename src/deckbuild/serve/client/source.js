/* From the page to its source: Alt-click on a block opens the author's editor at the line that made it. */

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
  constructor(ui, deck, state) {
    Object.assign(this, { ui, deck, state });
    addEventListener("mousemove", (event) => this.hover(event), { passive: true });
    addEventListener("keyup", (event) => event.key === "Alt" && this.ui.outline(null));
    addEventListener("blur", () => this.ui.outline(null));
    // reveal.js' zoom plugin takes Alt-click where it listens to Alt; here it opens the source.
    addEventListener("mousedown", (event) => event.altKey && this.placeAt(event) && stop(event), true);
    addEventListener("click", (event) => this.click(event), true);
  }

  placeAt({ target }) {
    return target === this.ui.host ? null : placeOf(target, this.deck, this.state.lines ?? []);
  }

  hover(event) {
    const place = event.altKey && this.placeAt(event);
    this.ui.outline(place ? event.target.closest(BLOCKS) : null);
  }

  click(event) {
    const place = event.altKey && event.button === 0 && this.placeAt(event);
    if (!place) return;
    stop(event);
    openSource(place, this.ui, this.state.token);
  }
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/* Ask the server to open the editor, and say what came of it. */
async function openSource({ file, line, column }, ui, token) {
  const body = JSON.stringify({ token, file, line: line || 1, column: column || 1 });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/-/edit", { method: "POST", headers, body }).catch(() => null);
  if (answer?.ok) ui.say(`${file}:${line || 1} is open in the editor`);
  else ui.say((await answer?.text())?.trim() || "deckbuild serve does not answer", true);
}
