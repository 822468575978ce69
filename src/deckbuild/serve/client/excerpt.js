/* The line with a mistake in it: what is wrong is marked, with carets under all of it, between the lines around it. */

const MARGIN = 40; // px of the line that are seen behind a mark

/* Return the block as a list: of none when the line is not known. `before` and `after` are the lines around, if any.
 * Of a long line `text` is the part that begins behind the `skipped` first characters. */
function excerpt({ excerpt: text, line, column, width, before, after, skipped = 0 }) {
  if (!text?.trim()) return [];
  const digits = String(line + 1).length;
  const around = (number, other) => (other == null ? [] : [row("around", digits, number, other)]);
  const rows = [
    ...around(line - 1, before),
    ...marked(text, column - 1 - skipped, width, (name, ...content) => row(name, digits, name === "line" ? line : "", ...content)),
    ...around(line + 1, after),
  ];
  return [make("code", "lines", "", ...rows)];
}

/* Scroll each block in `list` so far that the end of its mark is seen: a paragraph is often one long line. */
function showMarks(list) {
  for (const lines of list.querySelectorAll(".lines")) {
    const { offsetLeft, offsetWidth } = lines.querySelector("mark");
    lines.scrollLeft = offsetLeft + offsetWidth + MARGIN - lines.clientWidth;
  }
}

function row(name, digits, number, ...content) {
  return make("span", name, "", make("span", "number", String(number).padStart(digits)), ...content);
}

/* Return two rows: the line, and carets that begin where the mark does, as wide as the text before it may be. */
function marked(text, start, width, rowOf) {
  const [left, mark, right] = [text.slice(0, start), text.slice(start, start + width) || " ", text.slice(start + width)];
  const carets = rowOf("carets", make("span", "space", left), "^".repeat([...mark].length));
  carets.setAttribute("aria-hidden", "true");
  return [rowOf("line", left, make("mark", "", mark), right), carets];
}
