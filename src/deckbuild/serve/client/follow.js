/* After an edit the page goes to the slide that changed, when the author wants so.
 *
 * The switch is remembered in this browser, and on at first. While it is on, an edit of a slide that is not shown goes
 * there, because the edit came last. One case is left alone: the author went away by hand from the slide that is being
 * edited, to look at another one; then the page stays until another slide is edited or the edited one is shown again. */

const FOLLOW = "deckbuild-follow";

class Follow {
  constructor(deck) {
    this.deck = deck;
    this.edited = null; // the section of the last edit
    this.isAway = false; // whether the author has left it by hand
    this.isPatching = false;
    Reveal.on("slidechanged", () => this.browsed());
  }

  get isOn() {
    return localStorage.getItem(FOLLOW) !== "off";
  }

  set isOn(value) {
    localStorage.setItem(FOLLOW, value ? "on" : "off");
  }

  /* The slide shown is another one: by hand, unless a patch is the cause. */
  browsed() {
    if (!this.isPatching) this.isAway = this.edited !== null && Reveal.getCurrentSlide() !== this.edited;
  }

  /* Let `action` change slides without being taken for the author. */
  patching(action) {
    this.isPatching = true;
    try {
      action();
    } finally {
      this.isPatching = false;
    }
  }

  /* An editor wants the slide of its line to be seen. */
  goTo({ h, v }) {
    const slide = this.deck.slide(h, v);
    if (slide?.isConnected) this.patching(() => show(slide));
  }

  /* A mistake at this place is mended: the slide of its line has been edited. */
  goToPlace({ file, line }, lines) {
    const slides = lines.flatMap((stack, h) => stack.map(([path, first], v) => ({ path, first, place: [h, v] })));
    const before = slides.filter(({ path, first }) => path === file && first <= line);
    if (before.length) this.go(before.at(-1).place);
  }

  /* The slide [h, v] has been edited. */
  go([h, v]) {
    const slide = this.deck.slide(h, v);
    const isSame = slide === this.edited;
    this.edited = slide;
    if (!slide?.isConnected || slide === Reveal.getCurrentSlide() || (isSame && this.isAway)) return;
    this.isAway = false;
    if (this.isOn) this.patching(() => show(slide));
  }
}

/* Show a slide; at its first step, as when one comes to it. */
function show(slide) {
  const { h, v } = Reveal.getIndices(slide);
  Reveal.slide(h, v ?? 0);
}
