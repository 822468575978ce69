/* Code that is longer than its box: says where there is more of it, and brings the lines of a step into view. */
(() => {
  const CODE = ".reveal pre code";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function mark(code) {
    const isMore = {
      down: code.scrollTop + code.clientHeight < code.scrollHeight - 1,
      right: code.scrollLeft + code.clientWidth < code.scrollWidth - 1,
    };
    const more = Object.keys(isMore).filter((side) => isMore[side]).join(" ");
    if (more) code.dataset.more = more;
    else delete code.dataset.more;
    const isScrolled = code.scrollHeight > code.clientHeight + 1 || code.scrollWidth > code.clientWidth + 1;
    code.toggleAttribute("tabindex", isScrolled); // so that keys reach it
    if (isScrolled) code.tabIndex = 0;
  }

  /* Show the lines of `code` that its step highlights, in the middle; one that is higher than the box from its top. */
  function follow(code, from) {
    const lines = code.querySelectorAll(".highlight-line");
    if (!lines.length || code.scrollHeight <= code.clientHeight) return;
    const first = lines[0].offsetTop;
    const last = lines[lines.length - 1];
    const middle = (first + last.offsetTop + last.offsetHeight - code.clientHeight) / 2;
    if (from) code.scrollTop = from.scrollTop;
    code.scrollTo({ top: Math.min(middle, first), behavior: from && !calm.matches ? "smooth" : "instant" });
  }

  function markAll(root) {
    root?.querySelectorAll("pre code").forEach(mark);
  }

  function shown({ currentSlide }) {
    currentSlide?.querySelectorAll("pre code.current-fragment, pre code:not(.fragment)").forEach((code) => follow(code));
    markAll(currentSlide);
  }

  function step({ type, fragments }) {
    for (const code of fragments.filter((each) => each.matches(CODE))) {
      const before = code.previousElementSibling;
      if (before) type === "fragmentshown" ? follow(code, before) : follow(before, code);
    }
    markAll(Reveal.getCurrentSlide());
  }

  document.addEventListener("scroll", ({ target }) => target.matches?.(CODE) && mark(target), true);
  for (const type of ["ready", "slidechanged"]) Reveal.on(type, shown);
  for (const type of ["fragmentshown", "fragmenthidden"]) Reveal.on(type, step);
  for (const type of ["resize", "deckbuild-patched"]) {
    (type === "resize" ? window : document).addEventListener(type, () => markAll(Reveal.getCurrentSlide()));
  }
  if (Reveal.isReady()) shown({ currentSlide: Reveal.getCurrentSlide() });
})();
