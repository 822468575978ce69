/* Finds pictures that did not come, and those that are not as wide for their height as they were drawn. */
MEASURES.pictures = (() => {
  const SKEW = 1.05;
  return (slide) => {
    const found = [];
    for (const element of slide.querySelectorAll("img")) {
      if (element.closest("aside.notes") || !element.checkVisibility()) continue;
      const name = (element.dataset.src ?? element.getAttribute("src") ?? "").slice(0, 200);
      if (element.complete && !element.naturalWidth && name) found.push({ element, key: "lost", name });
      else if (element.naturalWidth && getComputedStyle(element).objectFit === "fill") {
        const drawn = element.naturalWidth / element.naturalHeight;
        const shown = element.clientWidth / element.clientHeight;
        const skew = Math.max(drawn / shown, shown / drawn);
        if (skew > SKEW && element.clientWidth > 8 && element.clientHeight > 8) found.push({ element, key: "skewed", drawn, shown });
      }
    }
    return found;
  };
})();
