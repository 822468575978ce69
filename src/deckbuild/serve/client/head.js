/* Puts into the head of the page what a patch says of it: style sheets, and what is told of the deck. */

/* Put in the style sheets that are others or new, and take away those that are not there any more. */
function exchangeSheets(sheets) {
  for (const [number, css] of Object.entries(sheets)) {
    const sheet = sheetOf(number);
    if (css === null) sheet.remove();
    else sheet.textContent = css;
  }
  const isStyled = Object.keys(sheets).length > 0;
  if (isStyled) document.fonts.ready.then(() => Reveal.layout()); // a new theme's fonts have other sizes
  return isStyled;
}

/* Return the style sheet of this number; a new one stands behind all others. */
function sheetOf(number) {
  const sheets = [...document.head.querySelectorAll("style[data-sheet]")];
  const found = sheets.find(({ dataset }) => dataset.sheet === number);
  if (found) return found;
  const made = document.createElement("style");
  made.dataset.sheet = number;
  sheets.at(-1).after(made);
  return made;
}

/* A title, and the rest when it has changed. */
function tellAbout({ title, about }) {
  if (title !== undefined && title !== document.title) document.title = title;
  if (!about) return;
  document.documentElement.lang = about.language;
  document.documentElement.dir = about.direction;
  document.head.querySelector('link[rel="icon"]').href = about.icon;
  for (const [name, content] of Object.entries(about.metas)) tellMeta(name, content);
}

/* A name without content is not told any more. */
function tellMeta(name, content) {
  let meta = [...document.head.querySelectorAll("meta")].find((each) => each.name === name);
  if (content === null) return meta?.remove();
  meta ??= document.head.insertBefore(document.createElement("meta"), document.head.querySelector("title"));
  Object.assign(meta, { name, content });
}
