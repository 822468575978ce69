/* Lets axe-core look at slides with all of their fragments shown. Left out is what rules of ours tell: contrast, texts of
 * pictures, the order of headings; and ids, which the build looks at. */
const OURS = ["color-contrast", "image-alt", "heading-order", "duplicate-id", "duplicate-id-aria", "region"];
const ACCESSIBILITY = {
  resultTypes: ["violations"],
  elementRef: true,
  rules: Object.fromEntries(OURS.map((name) => [name, { enabled: false }])),
};

/* Return what is found on the slides with these numbers, for each of them. It is asked for once, of a printed deck, where
 * all slides are shown: axe-core goes through all of the page each time. */
async function accessibilityOf(numbers) {
  const all = slidesOf();
  const slides = numbers.map((number) => all[number]);
  if (!slides.length) return [];
  for (const each of [...slides, ...document.querySelectorAll(".pdf-page")]) {
    each.removeAttribute("aria-hidden"); // reveal.js hides all but one from screen readers, also where all are seen
    each.hidden = false;
  }
  const { violations } = await axe.run({ include: slides }, ACCESSIBILITY);
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ element }) => ({ element, key: id, help })));
  return Promise.all(slides.map((slide) => told(slide, found.filter(({ element }) => slide.contains(element)))));
}

async function told(slide, found) {
  const seen = found.filter(({ element }) => !element.closest("aside.notes"));
  const kept = new Map();
  await measure(slide, String(stepsOf(slide)), [["accessibility", () => seen]], kept);
  return [...kept.values()];
}
