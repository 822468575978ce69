/* Finds what lies over the text of another block: text, a picture, or a box with a background. */
MEASURES.overlap = (() => {
  const LEAST = 3; // px in both directions
  const FINE = ".r-stack, figure, .cover, pre, math, svg, .code-notes, .film-player";

  /* Whether two elements may lie over each other: parts of one block, or of what is drawn so on purpose. */
  function isFine(one, other) {
    if (one.contains(other) || other.contains(one)) return true;
    const around = one.closest(FINE);
    if (around && around.contains(other)) return true;
    const block = (element) => element.closest("p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, blockquote, pre, div, section");
    return block(one) === block(other);
  }

  function areOver(one, other) {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return across > LEAST && down > LEAST;
  }

  return (slide) => {
    if (slide.matches(".cover")) return [];
    const convert = CutOff.toDeck(slide.closest(".slides"));
    const ink = [...CutOff.inkOf(slide)].filter(({ box, element }) => box && element !== slide).map((each) => ({ ...each, box: convert(each.box) }));
    const found = new Map();
    ink.forEach((text) => {
      if (!text.isText) return;
      for (const other of ink) {
        if (other.element === text.element || !areOver(text.box, other.box) || isFine(text.element, other.element)) continue;
        const isLater = text.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (!other.isText && !isLater) continue; // text on a picture can be read, if its contrast says so
        const [first, later] = isLater ? [text, other] : [other, text];
        if (!found.has(later.element)) found.set(later.element, { element: later.element, over: words(first), isText: later.isText });
      }
    });
    const elements = [...found.keys()];
    return [...found.values()].filter(({ element }) => !elements.some((each) => each !== element && each.contains(element)));
  };

  function words({ element, isText }) {
    return isText ? element.textContent.trim().replace(/\s+/g, " ").slice(0, 40) : "";
  }
})();
