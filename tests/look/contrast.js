// How well text is read on what lies behind it: `contrast(element, slide)`, from 1 to 21 (WCAG 2.2, 1.4.3). Of a
// gradient its worst colour counts; a text of another `colour`, as of a link under the mouse, may be asked for.
const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
const known = new Map();
const luminance = layers => {
  const name = layers.join();
  if (!known.has(name)) known.set(name, measured(layers));
  return known.get(name);
};
const measured = layers => {
  context.clearRect(0, 0, 1, 1);
  for (const [colour, opacity] of layers) {
    context.globalAlpha = opacity;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  }
  const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => each / 255);
  const linear = parts.map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const grounds = slide => {
  const viewport = getComputedStyle(document.querySelector(".reveal-viewport"));
  if (slide.dataset.backgroundColor) return [slide.dataset.backgroundColor];
  return viewport.backgroundImage.match(/rgba?\([^)]*\)/g) ?? [viewport.backgroundColor];
};
const contrast = (element, slide, colour = getComputedStyle(element).color) => {
  const behind = [];
  let opacity = 1;
  for (let each = element; each !== slide.parentNode; each = each.parentNode) {
    const style = getComputedStyle(each);
    behind.unshift([style.backgroundColor, 1]);
    opacity *= each === slide ? 1 : parseFloat(style.opacity);
  }
  return Math.min(...grounds(slide).map(ground => {
    const layers = [[ground, 1], ...behind];
    const sorted = [luminance(layers), luminance([...layers, [colour, opacity]])].sort((a, b) => a - b);
    return (sorted[1] + 0.05) / (sorted[0] + 0.05);
  }));
};
