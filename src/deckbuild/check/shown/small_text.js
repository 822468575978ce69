/* Finds text that is smaller than the least size, in px of a deck 720 px high. */
MEASURES.small = (() => {
  const LEFT_OUT = "sub, sup, rt, math, svg, .hljs-ln-numbers, .code-mark, .citation-number, button";
  return (slide) => {
    const seen = slide.closest(".slides");
    const scale = seen.getBoundingClientRect().width / seen.offsetWidth;
    const found = new Map();
    for (const { element, isText, box } of CutOff.inkOf(slide)) {
      if (!isText || !box || element.closest(LEFT_OUT)) continue;
      const own = element.offsetWidth ? element.getBoundingClientRect().width / element.offsetWidth / scale : 1;
      const turned = Math.abs(own - 1) > 0.02 && getComputedStyle(element).transform === "none" ? 1 : own;
      const size = (parseFloat(getComputedStyle(element).fontSize) * turned * 720) / seen.offsetHeight;
      if (size < LEAST_SIZE - 0.5 && !found.has(element)) found.set(element, { element, size, look: `${element.localName} ${Math.round(size)}` });
    }
    return [...found.values()];
  };
})();
