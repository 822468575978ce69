/* Lets axe-core look at a slide with all of its fragments shown. Left out is what rules of ours tell: contrast, texts of
 * pictures, the order of headings; and ids, which the build looks at. */
const OURS = ["color-contrast", "image-alt", "heading-order", "duplicate-id", "duplicate-id-aria", "region"];
const ACCESSIBILITY = {
  resultTypes: ["violations"],
  elementRef: true,
  rules: Object.fromEntries(OURS.map((name) => [name, { enabled: false }])),
};

AT_LAST.accessibility = async (slide) => {
  const { violations } = await axe.run(slide, ACCESSIBILITY);
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ element }) => ({ element, key: id, help })));
  return found.filter(({ element }) => element && slide.contains(element) && !element.closest("aside.notes"));
};
