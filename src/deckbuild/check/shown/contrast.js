/* Finds text that does not stand out from what is behind it (WCAG 2.2, 1.4.3): 4.5 to 1, for large text 3 to 1.
 *
 * Where pictures or gradients are behind it, a picture of the slide without its texts is asked for (`takePicture`), and
 * the worst tenth of the pixels behind a text counts. */
MEASURES.contrast = (() => {
  const LARGE = 32; // px on a slide 720 px high
  const LEFT_OUT = "svg, .hljs-ln-numbers, .has-highlights :not(.highlight-line, .highlight-line *), .semi-fade-out.visible, button, [disabled]";
  const PICTURES = "img, video, canvas, svg, iframe, object";
  const SAMPLES = 3000;
  const WITHOUT_TEXT = ".reveal * { color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important }";
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();

  function colourOf(css) {
    if (!known.has(css)) {
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = css;
      pixel.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
      known.set(css, [red, green, blue, alpha / 255]);
    }
    return known.get(css);
  }

  const over = ([r, g, b, a], under) => [r, g, b].map((each, at) => each * a + under[at] * (1 - a));

  function luminance(colour) {
    const [r, g, b] = colour.map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function ratio(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  /* Return the elements that lie behind what is in `element`, the lowest first. */
  function layers(element, slide) {
    const own = [];
    for (let each = element; each !== slide.parentElement; each = each.parentElement) own.unshift(each);
    const behind = [slide.closest(".stack")?.slideBackgroundElement, slide.slideBackgroundElement].filter((each) => each);
    const viewport = document.querySelector(".reveal-viewport");
    return [document.documentElement, document.body, viewport, ...behind, ...own];
  }

  /* Return the colour behind what is in `element`; null where more than one is. */
  function behind(element, slide) {
    let colour = [255, 255, 255];
    for (const layer of layers(element, slide)) {
      const style = getComputedStyle(layer);
      const isPicture = layer.matches(".slide-background") && layer.querySelector("video, iframe, [style*=background-image]");
      if (style.backgroundImage !== "none" || isPicture) return null;
      colour = over(colourOf(style.backgroundColor), colour);
    }
    return colour;
  }

  /* Return the colour of the letters, fainter where the element or one around it is. */
  function ink(element, slide) {
    const style = getComputedStyle(element);
    const [r, g, b, a] = colourOf(style.webkitTextFillColor);
    let opacity = 1;
    for (let each = element; each !== slide; each = each.parentElement) opacity *= Number(getComputedStyle(each).opacity);
    return [r, g, b, a * opacity];
  }

  function texts(slide) {
    const all = [...CutOff.inkOf(slide)].filter(({ box }) => box);
    const pictures = all.filter(({ element }) => element.matches(PICTURES));
    const meets = (box, other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
    const shown = all.filter(({ isText, element }) => isText && !element.closest(LEFT_OUT));
    return shown.map(({ element, box }) => {
      const isOver = pictures.some((picture) => meets(box, picture.box));
      return { element, box, ink: ink(element, slide), behind: isOver ? null : behind(element, slide) };
    });
  }

  async function pixels() {
    const sheet = document.createElement("style");
    sheet.textContent = WITHOUT_TEXT;
    document.head.append(sheet);
    const bytes = Uint8Array.from(atob(await takePicture()), (each) => each.charCodeAt(0));
    sheet.remove();
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0);
    return context;
  }

  /* Return the contrast that nine tenths of the pixels behind a text have at least; null outside of the window. */
  function overPixels({ box, ink }, context) {
    const left = Math.max(0, Math.round(box.left));
    const top = Math.max(0, Math.round(box.top));
    const width = Math.min(context.canvas.width, Math.round(box.right)) - left;
    const height = Math.min(context.canvas.height, Math.round(box.bottom)) - top;
    if (width < 1 || height < 1) return null;
    const { data } = context.getImageData(left, top, width, height);
    const step = 4 * Math.ceil(data.length / 4 / SAMPLES);
    const found = [];
    for (let at = 0; at < data.length; at += step) {
      const under = [data[at], data[at + 1], data[at + 2]];
      found.push(ratio(over(ink, under), under));
    }
    return found.sort((a, b) => a - b)[Math.floor(found.length / 10)];
  }

  return async (slide, state) => {
    const seen = slide.closest(".pdf-page") ?? slide.closest(".slides");
    const found = new Map();
    let context = null;
    for (const text of texts(slide)) {
      if (!text.ink[3] || (!text.behind && state === "print")) continue;
      const size = (parseFloat(getComputedStyle(text.element).fontSize) * 720) / (Reveal.getConfig().height || seen.offsetHeight);
      const isOverPicture = !text.behind;
      if (isOverPicture) context ??= await pixels();
      const contrast = isOverPicture ? overPixels(text, context) : ratio(over(text.ink, text.behind), text.behind);
      const least = size >= LARGE ? 3 : 4.5;
      const block = text.element.closest("[data-line], td, th, p, li") ?? text.element;
      if (contrast === null || contrast >= least || found.get(block)?.contrast <= contrast) continue;
      const look = isOverPicture ? "" : `${text.ink.join()} ${text.behind.map(Math.round).join()} ${least}`;
      found.set(block, { element: block, contrast, least, isOverPicture, look });
    }
    return [...found.values()];
  };
})();
