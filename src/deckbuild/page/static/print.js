/* Prints slides whole: what does not fit goes on on the next page, or is drawn smaller where a slide has one page alone;
   and code that is stepped through is there once. */
(() => {
  const SLACK = 60; // px at the end of a page that may stay empty, as a line is not divided

  /* Draw a slide smaller, to half its size at most; the sheet of the theme does so by `--shrink`. */
  function shrink(slide) {
    for (let share = 95; share >= 50 && slide.scrollHeight > slide.clientHeight + 1; share -= 5) {
      slide.style.setProperty("--shrink", share / 100);
    }
  }

  /* Let what does not fit on one page be divided, and give the slide the pages that it needs then. */
  function divide(page, height) {
    const slide = page.querySelector("section");
    if (!slide || slide.offsetTop + slide.scrollHeight <= height) return;
    for (const list of slide.querySelectorAll(":scope > :is(ul, ol, dl)")) {
      list.classList.add("long-list");
      list.classList.toggle("in-the-middle", getComputedStyle(slide).textAlign === "center");
    }
    const whole = slide.offsetTop + slide.scrollHeight;
    const needed = whole + (Math.ceil(whole / height) - 1) * SLACK;
    const pages = Math.min(Math.ceil(needed / height), Reveal.getConfig().pdfMaxPagesPerSlide);
    page.style.height = `${Math.max(pages * height, page.offsetHeight)}px`;
  }

  /* Without a page for each step the last step of code would hide the others: it is shown as it is without steps. */
  function withoutSteps(code) {
    code.classList.remove("has-highlights");
    if (code.matches(".fragment:not(:first-child)")) code.remove();
  }

  const hasBackground = (slide) =>
    ["", "-color", "-gradient", "-image", "-video", "-iframe"].some((kind) => slide.hasAttribute(`data-background${kind}`));

  /* reveal.js prints the background of a slide, not that of its stack: slides without one are given that of the stack. */
  function withBackground(stack) {
    const given = [...stack.attributes].filter(({ name }) => name.startsWith("data-background"));
    for (const slide of [...stack.children].filter((each) => each.matches("section") && !hasBackground(each))) {
      given.forEach(({ name, value }) => slide.setAttribute(name, value));
      if (slide.slideBackgroundElement) Reveal.syncSlide(slide); // reveal.js has looked at its attributes before
    }
  }

  const stacks = [...document.querySelectorAll(".slides > section:has(> section)")];
  if (Reveal.isPrintView()) stacks.filter(hasBackground).forEach(withBackground);

  Reveal.on("pdf-ready", () => {
    const { pdfSeparateFragments, pdfPageHeightOffset } = Reveal.getConfig();
    if (!pdfSeparateFragments) document.querySelectorAll(".reveal pre:has(> code.fragment) > code").forEach(withoutSteps);
    const height = parseFloat(document.body.style.height) + pdfPageHeightOffset;
    const isOnePage = Reveal.getConfig().pdfMaxPagesPerSlide === 1;
    for (const page of document.querySelectorAll(".pdf-page")) {
      if (isOnePage) page.querySelectorAll("section").forEach(shrink);
      else divide(page, height);
    }
  });
})();
