// The browser half of the comparison: runs reveal.js' own plugin, and turns documents into canonical trees.
// A tree is [tag, {attribute: value}, [children]]; a text is a string.
(() => {
  const INLINE = new Set(
    ("a abbr acronym audio b bdi bdo big button cite code data del dfn em embed font i iframe img input ins kbd label " +
      "mark math meter nobr object output picture progress q s samp script select small span strike strong sub sup svg " +
      "textarea time tt u var video wbr").split(" "),
  );
  const KEPT = new Set(["pre", "textarea", "script", "style", "listing", "xmp"]);
  const REOPENED = new Set("a b big em font i nobr s small strike strong tt u".split(" "));
  const BASE = "https://base.invalid/deck/";
  const WHITE = /[ \t\n\r\f]+/g;

  const page = (html) =>
    new DOMParser().parseFromString(
      `<!doctype html><body><div class="reveal">\n<div class="slides">\n${html}\n</div>\n</div>`,
      "text/html",
    );

  // Canonical trees

  // An address as the browser reads it: "ö" and "%C3%B6" are the same.
  function address(value) {
    if (!URL.canParse(value, BASE)) return value;
    const url = new URL(value, BASE).href;
    return url.startsWith(BASE) ? url.slice(BASE.length) : url;
  }

  function attributesOf(element, ignored) {
    const found = {};
    for (const { name, value } of element.attributes) {
      if (ignored.some((each) => each.kind === "attribute" && each.name === name && element.matches(each.within))) continue;
      if (name === "href" || name === "src") { found[name] = address(value); continue; }
      if (name !== "class") { found[name] = value; continue; }
      const words = value.split(WHITE).filter((word) => word && !ignored.some(
        (each) => each.kind === "class" && each.name === word && element.matches(each.within)));
      if (words.length) found.class = [...new Set(words)].sort().join(" ");
    }
    return Object.fromEntries(Object.entries(found).sort());
  }

  const isBlock = (node) => Array.isArray(node) && !INLINE.has(node[0]);

  // An element that is never closed is opened again by the parser around the white space behind its block.
  const isReopened = (node) =>
    Array.isArray(node) && REOPENED.has(node[0]) && node[2].length === 1 &&
    typeof node[2][0] === "string" && !node[2][0].trim();

  // Put texts together, and take the white space out that no browser shows.
  function tidy(nodes, block, kept) {
    const merged = [];
    for (const node of nodes) {
      if (typeof node === "string" && typeof merged.at(-1) === "string") merged[merged.length - 1] += node;
      else merged.push(node);
    }
    if (kept) return merged.filter((node) => node !== "");
    return merged.map((node, at) => {
      if (isReopened(node)) return "";
      if (typeof node !== "string") return node;
      let text = node.replace(WHITE, " ");
      if (at === 0 ? block : isBlock(merged[at - 1])) text = text.replace(/^ /, "");
      if (at === merged.length - 1 ? block : isBlock(merged[at + 1])) text = text.replace(/ $/, "");
      return text;
    }).filter((node) => node !== "");
  }

  // The text of highlighted code: without colours, and a numbered row is a line.
  function plainCode(code) {
    const rows = [...code.querySelectorAll(":scope > .hljs-ln > .hljs-ln-row")].map((row) => row.lastElementChild.textContent);
    if (rows.length) return [rows.map((row) => (row === " " ? "" : row)).join("\n")];  // an empty row has no height
    const coloured = [...code.querySelectorAll("*")].every(
      (node) => node.localName === "span" && [...node.attributes].every((each) => each.name === "class"));
    if (!coloured) return null;
    const text = code.textContent;  // the highlight plugin numbers no last line that is blank
    return [code.hasAttribute("data-line-numbers") ? text.replace(/\n[^\S\n]*$/, "") : text];
  }

  // The steps of code that are clones go back into the attribute they were made from.
  function withoutClones(pre) {
    const [first, ...rest] = [...pre.children].filter((node) => node.localName === "code");
    const clones = rest.filter((node) => node.classList.contains("fragment") && node.hasAttribute("data-line-numbers"));
    if (!first || !clones.length) return;
    const steps = [first, ...clones].map((node) => node.getAttribute("data-line-numbers") ?? "");
    first.setAttribute("data-line-numbers", steps.join("|"));
    clones.forEach((node) => node.remove());
  }

  function tree(element, ignored, kept = false) {
    const tag = element.localName;
    if (tag === "pre") withoutClones(element);
    const keep = kept || KEPT.has(tag);
    const attributes = attributesOf(element, ignored);
    const plain = element.matches("pre code") ? plainCode(element) : null;
    if (plain) return [tag, attributes, plain.filter((text) => text)];
    const inside = tag === "template" ? element.content.childNodes : element.childNodes;
    const nodes = [];
    for (const node of inside) {
      if (node.nodeType === Node.TEXT_NODE) nodes.push(node.nodeValue);
      else if (node.nodeType === Node.ELEMENT_NODE) nodes.push(tree(node, ignored, keep));
    }
    if (tag === "script" || tag === "style") return [tag, attributes, [element.textContent.trim()]];
    return [tag, attributes, tidy(nodes, !INLINE.has(tag), keep)];
  }

  const isSection = (node) => Array.isArray(node) && node[0] === "section";
  const isEmpty = (node) =>
    Array.isArray(node) && !node[2].length &&
    (node[0] === "section" ? !Object.keys(node[1]).length : node[0] === "aside" && node[1].class === "notes");

  // Empty slides and notes are left out, and a stack of one slide is that slide.
  function withoutEmpty([tag, attributes, nodes]) {
    const rest = nodes.map((node) => (Array.isArray(node) ? withoutEmpty(node) : node)).filter((node) => !isEmpty(node));
    const lone = tag === "section" && rest.length === 1 && isSection(rest[0]);
    return lone ? ["section", { ...attributes, ...rest[0][1] }, rest[0][2]] : [tag, attributes, rest];
  }

  const canonical = (document, ignored) => withoutEmpty(tree(document.body, ignored));

  // reveal.js

  let delivered = "";
  class Delivery {  // what the plugin's XMLHttpRequest gets for data-markdown="file.md"; all else is its own code
    open() {}
    overrideMimeType() {}
    send() {
      Object.assign(this, { readyState: 4, status: 200, responseText: delivered });
      this.onreadystatechange();
    }
  }

  async function reveal({ markdown, attributes, config }) {
    delivered = markdown;
    const inert = document.implementation.createHTMLDocument("");  // loads no images, runs no scripts
    inert.body.innerHTML =
      `<div class="reveal"><div class="slides"><section data-markdown="file.md" ${attributes}></section></div></div>`;
    const root = inert.querySelector(".reveal");
    await RevealMarkdown().init({ getConfig: () => ({ markdown: config }), getRevealElement: () => root });
    return inert;
  }

  // With real requests for file.md.
  window.servedTrees = async (cases, ignored) => {
    const trees = [];
    for (const each of cases) {
      try { trees.push(canonical(await reveal(each), ignored)); }
      catch (error) { trees.push(["error", {}, [String(error.message).split("\n")[0]]]); }
    }
    return trees;
  };

  window.revealTrees = (cases, ignored) => {
    window.XMLHttpRequest = Delivery;
    return servedTrees(cases, ignored);
  };

  window.pageTrees = (pages, ignored) => pages.map((html) => canonical(page(html), ignored));
})();
