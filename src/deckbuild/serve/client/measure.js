/* Looks whether the slide that is shown runs over its edges, once it stands still: behind the frame that shows an edit.
 *
 * The server turns what is found into warnings at the lines of the source, and prints them. Those of a slide stay until
 * it is looked at again, or is another one. */

const STILL = 200; // ms without a change
const REVEAL_EVENTS = ["slidechanged", "fragmentshown", "fragmenthidden", "overviewshown", "overviewhidden", "resize"];

class Measure {
  /* `tell` is called when the problems are others. */
  constructor(ui, deck, state, tell) {
    Object.assign(this, { ui, deck, state, tell, slides: new Map() }); // section: {found, asked, problems}
    const soon = () => this.soon();
    for (const kind of REVEAL_EVENTS) Reveal.on(kind, soon);
    document.addEventListener("deckbuild-patched", ({ detail }) => this.patched(detail));
    document.addEventListener("load", soon, true); // a picture has come
    document.fonts.ready.then(soon);
    soon();
  }

  /* The problems of all slides that were looked at, in the order of the slides. */
  get problems() {
    const order = this.deck.stacks.flatMap(({ slides }) => slides);
    const told = [...this.slides].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    return told.flatMap(([, { problems }]) => problems);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), STILL);
  }

  /* Some slides are others now: what was found on one that is not looked at is not known any more. */
  patched(slides) {
    slides.filter((slide) => slide !== Reveal.getCurrentSlide()).forEach((slide) => this.slides.delete(slide));
    this.soon();
  }

  async look() {
    const slide = Reveal.getCurrentSlide();
    await stillness(slide);
    if (slide !== Reveal.getCurrentSlide()) return; // which will be looked at itself
    const isSeen = !Reveal.isOverview() && !Reveal.isScrollView() && !isPrinted;
    const found = isSeen ? CutOff.overflow(slide) : [];
    this.ui.frameSlide(found.flatMap(({ sides }) => Object.keys(sides)));
    if (!isSeen) return;
    const about = this.slides.get(slide) ?? { asked: "", problems: [] };
    this.slides.set(slide, Object.assign(about, { found }));
    this.slides.forEach((about, each) => this.ask(each, about));
  }

  /* Ask the server for the problems of a slide, if it was not asked the same before; lines may have moved. */
  async ask(slide, about) {
    const at = this.deck.indices(slide);
    const place = at && this.state.lines[at[0]]?.[at[1]];
    if (!place || !about.found.length) this.slides.delete(slide);
    if (!place || (!about.found.length && !about.asked)) return this.tell();
    const [file, first] = place;
    const found = about.found.map(({ line, kind, own, sides }) => ({ file, line: first + line, kind, own, sides }));
    const asked = JSON.stringify({ token: this.state.token, page: this.state.page, slide: at, found });
    if (asked === about.asked) return;
    about.asked = asked;
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/-/measured", { method: "POST", headers, body: asked }).catch(() => null);
    if (answer?.ok && asked === about.asked) about.problems = await answer.json();
    this.tell();
  }
}

/* Wait until nothing on `slide` moves any more, but for what never ends. */
function stillness(slide) {
  const ends = (animation) => animation.effect?.getComputedTiming().endTime < Infinity;
  const moving = slide.getAnimations({ subtree: true }).filter(ends);
  return Promise.allSettled(moving.map((animation) => animation.finished));
}
