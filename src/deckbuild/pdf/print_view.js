/* Knows reveal.js' print view: which slides there are, and on which pages they stand. It runs before the page's scripts. */
window.deckbuildPrint = (() => {
  const HEADING = ":is(h1, h2, h3, h4, h5, h6):not(.notes *)";
  const slides = []; // what is known of each slide of the deck, in their order
  let isLaidOut = false;
  document.addEventListener("pdf-ready", () => (isLaidOut = true), true);
  window.addEventListener("load", begin, { capture: true, once: true });

  const isShown = (slide) => slide.dataset.visibility !== "hidden" || Reveal.getConfig().showHiddenSlides;

  /* Look at all slides before reveal.js moves them to pages, which it does three frames after it has begun. */
  function begin() {
    if (!window.Reveal?.isPrintView?.()) return requestAnimationFrame(begin);
    [...document.querySelectorAll(".slides > section")].filter(isShown).forEach((stack, h) => {
      const inner = [...stack.querySelectorAll(":scope > section")].filter(isShown);
      (inner.length ? inner : [stack]).forEach((slide, v) => add(slide, h, v, inner.length ? stack : null));
    });
    document.querySelectorAll(".slides a[href]").forEach(leadToSlide);
  }

  function add(slide, h, v, stack) {
    const base = Reveal.getConfig().hashOneBasedIndex ? 1 : 0;
    slide.dataset.printed = slides.length;
    slides.push({
      title: titleOf(slide),
      names: [`${h + base}/${v + base}`, v ? "" : `${h + base}`, slide.id, v ? "" : stack?.id].filter(Boolean),
      depth: v ? 1 : 0,
      number: numberOf(slide, h, v, Boolean(stack)),
      notes: notesOf(slide),
      said: textOf(notesOf(slide)),
    });
  }

  function titleOf(slide) {
    const titles = [...slide.querySelectorAll(HEADING)].map((heading) => {
      const copy = heading.cloneNode(true);
      copy.querySelectorAll("annotation, style, script").forEach((each) => each.remove());
      return copy.textContent.replace(/\s+/g, " ").trim();
    });
    return titles.find(Boolean) ?? "";
  }

  /* A number as reveal.js writes it, whose parts have classes for style sheets. */
  const inParts = (...parts) =>
    parts.map((part, at) => `<span class="slide-number-${["a", "delimiter", "b"][at]}">${part ?? ""}</span>`).join("");

  /* The number that reveal.js shows on the slide: in print it would count pages instead (Reveal's option slideNumber). */
  function numberOf(slide, h, v, isInStack) {
    const { slideNumber } = Reveal.getConfig();
    if (typeof slideNumber === "function") return inParts(...slideNumber(slide));
    const counts = slide.dataset.visibility === "uncounted" ? 0 : 1;
    const isFlat = document.querySelectorAll(".slides > section").length === 1;
    const format = typeof slideNumber === "string" ? slideNumber : "h.v";
    const count = Reveal.getSlidePastCount(slide) + counts;
    if (format === "c/t") return inParts(count, "/", Reveal.getTotalSlides());
    if (format === "c" || isFlat) return inParts(count);
    return isInStack ? inParts(h + counts, format === "h/v" ? "/" : ".", v + 1) : inParts(h + counts);
  }

  function notesOf(slide) {
    const said = slide.getAttribute("data-notes");
    const texts = [...slide.querySelectorAll("aside.notes")].map((each) => each.innerHTML);
    const plain = document.createElement("p");
    plain.textContent = said ?? "";
    return [...(said ? [plain.outerHTML] : []), ...texts].join("\n");
  }

  /* The text of some HTML, with a line for each of its blocks. */
  function textOf(html) {
    const box = document.createElement("template");
    box.innerHTML = html.replace(/<(?:\/(?:p|li|div|h\d|pre|tr)|br)\b[^>]*>/g, "$&\n");
    return box.content.textContent.replace(/[ \t]*\n\s*/g, "\n").trim();
  }

  /* A link to a slide, such as #/intro, or to something on one, names the number of that slide. */
  function leadToSlide(link) {
    const [page, hash] = link.href.split("#");
    if (page !== location.href.split("#")[0] || hash === undefined) return;
    const name = decodeURIComponent(hash).replace(/^\//, "");
    const at = slides.findIndex((each) => each.names.includes(name) || each.names.includes(name.split("/").slice(0, 2).join("/")));
    const inside = document.getElementById(name.split("/")[0])?.closest("[data-printed]")?.dataset.printed;
    link.href = `${location.origin}/-/slide/${at < 0 ? (inside ?? "none") : at}`;
  }

  const slideOn = (page) => slides[page.querySelector("[data-printed]").dataset.printed];

  /* All that comes in steps is shown as it is in the end, what fades out at last too. */
  function finish() {
    for (const number of document.querySelectorAll(".slide-number-pdf")) {
      number.innerHTML = slideOn(number.closest(".pdf-page")).number;
    }
    if (Reveal.getConfig().pdfSeparateFragments) return;
    document.querySelectorAll(".pdf-page .fragment").forEach((each) => each.classList.add("visible"));
  }

  const urls = (text) => [...text.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map((found) => found[1]);

  /* Wait until all pictures and fonts are there, those behind slides too: what is not there is printed without them. */
  async function loaded() {
    const behind = [...document.querySelectorAll(".slide-background-content")];
    const pictures = behind.flatMap((each) => urls(getComputedStyle(each).backgroundImage)).map((address) => {
      const picture = new Image();
      picture.src = address;
      return picture;
    });
    await Promise.allSettled([...document.images, ...pictures].map((each) => each.complete || each.decode()));
    await document.fonts.ready;
  }

  return {
    isReady: () => isLaidOut,

    slides() {
      finish();
      return slides;
    },

    /* Keep the pages of the slides with these numbers; return the number of the slide on each sheet of paper. */
    async keep(numbers) {
      const height = parseFloat(document.body.style.height) + Reveal.getConfig().pdfPageHeightOffset;
      const sheets = [];
      for (const page of document.querySelectorAll(".pdf-page")) {
        const number = Number(page.querySelector("[data-printed]").dataset.printed);
        if (!numbers.includes(number)) page.remove();
        else sheets.push(...Array(Math.max(1, Math.round(page.offsetHeight / height))).fill(number));
      }
      await loaded();
      return sheets;
    },
  };
})();
