/* Puts the slides of a large deck into their sections, which hold them as text: so the page opens sooner.
 *
 * The slides near the one that is shown come before reveal.js shows it, all others in pieces once the deck is ready, and
 * all at once for whatever looks at more than the slide that is shown: print, overview, search, a link into a slide. */
(() => {
  const PIECE = 8; // ms; in between the page answers
  const AT_ONCE = ["keydown", "pointerdown", "wheel", "message", "hashchange", "resize", "beforeprint", "overviewshown"];
  const waiting = new Set(document.querySelectorAll(".slides noscript[data-late]"));

  function put(deferred) {
    const slide = deferred.parentElement;
    waiting.delete(deferred);
    deferred.outerHTML = deferred.textContent;
    slide.dispatchEvent(new Event("deckbuild:slide", { bubbles: true }));
    if (!Reveal.isReady() || !slide.querySelector(".fragment")) return;
    Reveal.syncFragments(slide);
    const shown = Reveal.getConfig().fragments && slide.closest(".past");
    for (const fragment of shown ? slide.querySelectorAll(".fragment") : []) fragment.classList.add("visible");
  }

  function putAll() {
    waiting.forEach(put);
    for (const name of AT_ONCE) window.removeEventListener(name, asked, true);
    document.removeEventListener("beforeslidechange", putNear, true);
  }

  function asked({ type, target }) {
    if (type === "resize" && target !== window) return; // reveal.js has one of its own
    putAll();
    if (type === "overviewshown") Reveal.sync(); // it has laid the slides out without what is in them
  }

  function putNear({ indexh = 0, indexv = 0 }) {
    const far = Reveal.getConfig().viewDistance;
    Reveal.getHorizontalSlides().forEach((stack, h) => {
      const aside = Math.abs(h - indexh);
      const from = aside ? (stack.getAttribute("data-previous-indexv") ?? 0) : indexv;
      const slides = aside < far ? [stack, ...stack.querySelectorAll("section")] : [];
      slides.forEach((slide, v) => {
        const deferred = slide.querySelector(":scope > noscript[data-late]");
        if (deferred && (slide === stack || aside + Math.abs(v - 1 - from) < far)) put(deferred);
      });
    });
  }

  function putSome() {
    const end = document.hidden ? Infinity : performance.now() + PIECE;
    for (const deferred of waiting) {
      if (performance.now() > end) return setTimeout(putSome);
      put(deferred);
    }
    putAll();
  }

  const { hash, search } = window.location;
  const isNumbered = /^#?\/?[\d/]*$/.test(hash);
  if (!isNumbered || /[?&](view=|print-pdf)/.test(search) || window.innerWidth < 500) return putAll();

  // reveal.js asks for the colour of each background as soon as it has made it: out of the layout the answer is cheap.
  const root = document.documentElement;
  root.classList.add("deckbuild-opening");
  const opened = () => root.classList.remove("deckbuild-opening");
  document.addEventListener("beforeslidechange", opened, { capture: true, once: true });

  for (const name of AT_ONCE) window.addEventListener(name, asked, true);
  document.addEventListener("beforeslidechange", putNear, true);
  document.addEventListener("ready", () => requestAnimationFrame(() => setTimeout(putSome)), { capture: true, once: true });
})();
