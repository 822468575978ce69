/* The deck as its source has it: stacks of slides, each slide its section.
 *
 * reveal.js takes slides with data-visibility="hidden" out of the page when it starts. They are kept here as sections
 * outside the page, so that the server's indexes fit. A stack of one slide is that slide: {section, slides: [section]}. */

const isSection = (node) => node?.nodeName === "SECTION";
const sectionsIn = (parent) => [...parent.children].filter(isSection);

/* A section that holds nothing but sections is a stack; authors may write other sections inside a slide. */
function isNested(section) {
  return section.children.length > 0 && [...section.children].every(isSection);
}

function isHidden(section) {
  return section.getAttribute("data-visibility") === "hidden" && !Reveal.getConfig().showHiddenSlides;
}

class Deck {
  constructor(root, lines, hidden) {
    this.root = root;
    this.stacks = hidden.length ? withHidden(root, lines, hidden) : sectionsIn(root).map(stackOf);
  }

  slide(h, v) {
    return this.stacks[h]?.slides[v ?? 0];
  }

  /* Return [h, v] of a slide's section, as the source counts them. */
  indices(slide) {
    for (const [h, stack] of this.stacks.entries()) {
      const v = stack.slides.indexOf(slide);
      if (v >= 0) return [h, v];
    }
    return null;
  }
}

function stackOf(section) {
  return { section, slides: isNested(section) ? sectionsIn(section) : [section] };
}

/* Return the stacks with a place for each slide that reveal.js has taken out; `lines` tells how many there were. */
function withHidden(root, lines, hidden) {
  const gone = new Set(hidden.map(([h, v]) => `${h}/${v ?? ""}`));
  const shown = sectionsIn(root)[Symbol.iterator]();
  return lines.map((slides, h) => {
    const isGone = slides.map((_, v) => gone.has(`${h}/`) || gone.has(`${h}/${v}`));
    const section = isGone.every(Boolean) ? takenOut() : shown.next().value;
    if (slides.length === 1) return { section, slides: [section] };
    const left = sectionsIn(section)[Symbol.iterator]();
    return { section, slides: isGone.map((isOut) => (isOut ? takenOut() : left.next().value)) };
  });
}

function takenOut() {
  const section = document.createElement("section");
  section.setAttribute("data-visibility", "hidden");
  return section;
}
