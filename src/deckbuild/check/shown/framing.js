/* Shows a slide in one of its steps, with room around it, and frames an element: for a picture of what was found. */
async function frame(number, step, [left, top, width, height]) {
  document.querySelectorAll(".deckbuild-frame").forEach((each) => each.remove());
  const slide = slidesOf()[number];
  const { h, v } = Reveal.getIndices(slide);
  Reveal.slide(h, v, step - 1);
  await settled(slide);
  const add = (style) => {
    const made = document.createElement("div");
    made.className = "deckbuild-frame";
    made.style.cssText = `position: absolute; z-index: 2147483647; box-sizing: border-box; pointer-events: none; ${style}`;
    document.querySelector(".reveal .slides").append(made);
  };
  add("inset: 0; outline: 1px solid rgb(128 128 128 / 60%)");
  const place = `left: ${left - 8}px; top: ${top - 8}px; width: ${width + 16}px; height: ${height + 16}px`;
  add(`${place}; border: 4px solid #d98e04; border-radius: 8px; box-shadow: 0 0 0 2px rgb(255 255 255 / 70%)`);
}

function withRoom() {
  Reveal.configure({ minScale: 1, maxScale: 1, margin: 0, controls: false, progress: false });
}
