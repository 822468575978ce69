/* Finds what of a slide is cut off: content beyond its edges, and text that a box of its own cuts.
 *
 * The live preview and `deckbuild check` run it. It looks at ink (letters, pictures, borders, backgrounds), in px of the
 * deck from the upper left corner of the slide, whatever reveal.js scales. What is not seen is no ink, so a fragment
 * counts from the step on that shows it. `data-bleed` says that something is meant to run over the edge. */
const CutOff = (() => {
  const SLACK = 2; // px that nobody sees
  const AWAY = -2000; // px; what lies so far to the left or above is there for screen readers
  const SIDES = ["top", "right", "bottom", "left"];
  const SLIDE = ".slides section"; // its own edge is no box that cuts: beyond it is beyond the slide
  const LEFT_OUT = "aside.notes, script, style, template, noscript, [data-bleed]";
  const REPLACED = "img, svg, math, video, audio, canvas, iframe, object, embed, input, select, textarea, meter, progress";
  const letters = new OffscreenCanvas(1, 1).getContext("2d");

  // Boxes: {left, top, right, bottom}

  /* Return what of `box` is seen through `other`; null if nothing is. */
  function within(box, other) {
    const left = Math.max(box.left, other.left);
    const top = Math.max(box.top, other.top);
    const right = Math.min(box.right, other.right);
    const bottom = Math.min(box.bottom, other.bottom);
    return right > left && bottom > top ? { left, top, right, bottom } : null;
  }

  /* Return by how many px `box` is beyond each side of `other`, where it is by more than the slack. */
  function beyond(box, other) {
    const by = { top: other.top - box.top, right: box.right - other.right, bottom: box.bottom - other.bottom, left: other.left - box.left };
    return Object.fromEntries(SIDES.filter((side) => by[side] > SLACK).map((side) => [side, by[side]]));
  }

  /* Return what makes a box of the window one of the deck: the corner of the slide, or of its page in print, is 0, 0. */
  function toDeck(seen) {
    const { left, top, width } = seen.getBoundingClientRect();
    const scale = width / seen.offsetWidth;
    return (box) => ({
      left: (box.left - left) / scale,
      top: (box.top - top) / scale,
      right: (box.right - left) / scale,
      bottom: (box.bottom - top) / scale,
    });
  }

  /* Return the part of an element's box that shows its content, without borders and scroll bars. */
  function inside(element) {
    const { left, top, width } = element.getBoundingClientRect();
    const scale = width / element.offsetWidth || 1;
    const x = left + element.clientLeft * scale;
    const y = top + element.clientTop * scale;
    return { left: x, top: y, right: x + element.clientWidth * scale, bottom: y + element.clientHeight * scale };
  }

  // Ink

  function isPainted(style) {
    const isSeen = (colour) => !/^(transparent|rgba\(.*, 0\))$/.test(colour);
    const hasLine = (side) => parseFloat(style[`border${side}Width`]) > 0 && isSeen(style[`border${side}Color`]);
    return style.backgroundImage !== "none" || isSeen(style.backgroundColor) || ["Top", "Right", "Bottom", "Left"].some(hasLine);
  }

  function cuts(style) {
    return style.overflowX !== "visible" || style.overflowY !== "visible";
  }

  /* Return a box as high as the letters of `text`; that of a line is as high as its font. */
  function cutToLetters({ left, top, right, bottom }, text, style) {
    letters.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const found = letters.measureText(text);
    const unit = (bottom - top) / (found.fontBoundingBoxAscent + found.fontBoundingBoxDescent);
    const base = top + found.fontBoundingBoxAscent * unit;
    return { left, top: base - found.actualBoundingBoxAscent * unit, right, bottom: base + found.actualBoundingBoxDescent * unit };
  }

  /* Return the boxes of a text, line by line, without the blanks around it. */
  function linesOf(node, style) {
    const text = node.data.trim();
    if (!text) return [];
    const range = document.createRange();
    const start = node.data.indexOf(text);
    range.setStart(node, start);
    range.setEnd(node, start + text.length);
    return [...range.getClientRects()].map((box) => cutToLetters(box, text, style));
  }

  /* Yield the ink of `element` and of what is in it: {element, box, isText, cutter, cut}, in px of the window.
   *
   * `box` is what is left of it by the boxes around it that cut, null if nothing is; `cutter` is the innermost of
   * them that cuts away some, and `cut` says how much. */
  function* inkOf(element, cutters = []) {
    if (element.matches(LEFT_OUT) || !element.checkVisibility({ opacityProperty: true })) return;
    const style = getComputedStyle(element);
    const isSeen = style.visibility === "visible";
    const isReplaced = element.matches(REPLACED);
    if (isSeen && (isReplaced || isPainted(style))) {
      for (const box of element.getClientRects()) yield { element, isText: false, ...cutBy(cutters, box) };
    }
    if (isReplaced) return;
    const further = cuts(style) && !element.matches(SLIDE) ? [...cutters, element] : cutters;
    if (further !== cutters && (element.clientWidth <= SLACK || element.clientHeight <= SLACK)) return; // for screen readers
    for (const child of element.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) yield* inkOf(child, further);
      else if (isSeen && child.nodeType === Node.TEXT_NODE) {
        for (const box of linesOf(child, style)) yield { element, isText: true, ...cutBy(further, box) };
      }
    }
  }

  function cutBy(cutters, whole) {
    let box = whole;
    let cutter = null;
    let cut = {};
    for (const each of [...cutters].reverse()) {
      const seen = inside(each);
      cutter ??= Object.keys((cut = beyond(whole, seen))).length ? each : null;
      box = box && within(box, seen);
    }
    return { box, cutter, cut };
  }

  // What is told

  /* Return the block that `element` is in, or else the nearest before it, for the line of its source. */
  function blockOf(element, slide) {
    const around = element.closest("[data-line]");
    if (around && slide.contains(around)) return around;
    const before = (each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [...slide.querySelectorAll("[data-line]")].filter(before).at(-1) ?? slide;
  }

  function place(element, slide) {
    const line = blockOf(element, slide).dataset.line;
    return { element, line: line === undefined ? 0 : Number(line), kind: kindOf(element) };
  }

  const KINDS = {
    picture: "img, svg, canvas, object, embed",
    film: "video, audio",
    frame: "iframe",
    formula: "math, math *",
    code: "pre, pre *",
    table: "table, table *",
    heading: ":is(h1, h2, h3, h4, h5, h6), :is(h1, h2, h3, h4, h5, h6) *",
    "list item": "li, li *",
    quote: "blockquote, blockquote *",
    paragraph: "p, p *",
  };

  function kindOf(element) {
    return Object.keys(KINDS).find((kind) => element.matches(KINDS[kind])) ?? "element";
  }

  /* Return what runs over the edges of `slide`: of each edge the first element that does, by how much it does (`own`),
   * and by how much all of the slide does (`sides`). */
  function overflow(slide) {
    const seen = slide.closest(".pdf-page") ?? slide.closest(".slides");
    const convert = toDeck(seen);
    const edges = { left: 0, top: 0, right: seen.offsetWidth, bottom: seen.offsetHeight };
    const first = new Map(); // edge: element
    const found = new Map(); // element: what is told
    for (const { element, box } of inkOf(slide)) {
      const ink = box && convert(box);
      if (!ink || ink.right < AWAY || ink.bottom < AWAY) continue;
      for (const [side, by] of Object.entries(beyond(ink, edges))) {
        if (!first.has(side)) first.set(side, element);
        const one = first.get(side);
        if (!found.has(one)) found.set(one, { ...place(one, slide), own: {}, sides: {} });
        const told = found.get(one);
        if (one === element) told.own[side] = Math.max(told.own[side] ?? 0, by);
        told.sides[side] = Math.max(told.sides[side] ?? 0, by);
      }
    }
    return [...found.values()];
  }

  /* Return the boxes in `slide` that cut text, with how much of it is beyond their sides, and whether they scroll. */
  function clipped(slide) {
    const convert = toDeck(slide.closest(".pdf-page") ?? slide.closest(".slides"));
    const unit = convert({ left: 1 }).left - convert({ left: 0 }).left;
    const found = new Map();
    for (const { isText, cutter, cut } of inkOf(slide)) {
      if (!isText || !cutter) continue;
      if (!found.has(cutter)) found.set(cutter, { ...place(cutter, slide), sides: {}, scrolls: scrolls(cutter, cut) });
      const { sides } = found.get(cutter);
      for (const side of Object.keys(cut)) sides[side] = Math.max(sides[side] ?? 0, cut[side] * unit);
    }
    return [...found.values()];
  }

  function scrolls(element, cut) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const isFree = (side) => /auto|scroll/.test(side === "left" || side === "right" ? overflowX : overflowY);
    return Object.keys(cut).every(isFree);
  }

  return { overflow, clipped, inkOf, toDeck, place };
})();
