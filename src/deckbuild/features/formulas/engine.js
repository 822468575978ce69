// Draws formulas with Temml; runs in the interpreter that engine.py starts, not in a page.
var deckbuild = (() => {
  const tagOf = (node) => node.type || "";
  const hasClass = (node, name) => (node.classes || []).includes(name);

  // Text as it was written, from the tokens of an argument of a macro, which come in reverse.
  const written = (tokens) => tokens.map((token) => token.text).reverse().join("");

  // siunitx: numbers and units as they are written, without its names of units.
  const number = (text) => text.replace(/\s/g, "").replace(/([\d.,]*)[eE]([+-]?\d+)/, (_, digits, power) =>
    (digits ? digits + "\\times " : "") + "10^{" + power + "}");
  const unit = (text) => "\\mathrm{" + text.replace(/[.~]/g, "\\,") + "}";
  const taking = (count, made) => (context) => made(...context.consumeArgs(count).map(written));
  const quantity = taking(2, (value, name) => number(value) + "\\," + unit(name));
  const ours = {
    "\\htmlClass": "\\class",
    "\\num": taking(1, number),
    "\\unit": taking(1, unit), "\\si": taking(1, unit),
    "\\qty": quantity, "\\SI": quantity,
  };

  // Macros of the deck: definitions in TeX, and the names of those with an optional argument and its default.
  const withDefault = (name, value) => (context) =>
    context.future().text === "[" ? name + "@with" : name + "@with[" + value + "]";
  let known = { definitions: "", macros: {} };
  const macrosOf = (definitions, defaults) => {
    if (known.definitions !== definitions) {
      const macros = { ...temml.definePreamble(definitions) };
      known = { definitions, macros };
    }
    const optional = Object.entries(defaults).map(([name, value]) => [name, withDefault(name, value)]);
    return { ...ours, ...known.macros, ...Object.fromEntries(optional) };
  };

  const each = (node, act) => {
    act(node);
    (node.children || []).forEach((child) => each(child, act));
  };
  const escape = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const markup = (html) => ({ children: [], toMarkup: () => html });

  // Gives the row of a labelled equation an id, where its number will stand; rows without a label get no number.
  const numberRow = (row) => {
    let label = "";
    each(row, (node) => { label = node.label || label; node.label = ""; });
    delete row.attributes.id;
    each(row, (node) => {
      node.children = (node.children || []).filter((child) => !hasClass(child, "tml-label"));
      if (tagOf(node) !== "mtext") return;
      const isAutomatic = (node.children || []).some((child) => hasClass(child, "tml-eqn"));
      if (!isAutomatic && !hasClass(node, "tml-tag")) return;
      if (isAutomatic) node.children = [];
      if (label) node.attributes.id = "eq-" + label;
      node.classes = label && isAutomatic ? ["eq-number"] : node.classes;
    });
  };
  // A link or a reference is HTML, which may stand in a text of MathML, and holds a formula of its own.
  const reference = (node) => {
    const kind = hasClass(node, "tml-eqref") ? "eq-ref in-brackets" : "eq-ref";
    return `<a class="${kind}" href="#eq-${escape(node.href.slice(1))}"></a>`;
  };
  const linked = (node, addresses) => {
    const address = addresses[node.attributes && node.attributes["data-address"]];
    if (hasClass(node, "tml-ref")) return markup(`<mtext>${reference(node)}</mtext>`);
    if (address === undefined) return node;
    delete node.attributes["data-address"];
    return { children: [node], toMarkup: () =>
      `<mtext><a href="${escape(address)}"><math>${node.toMarkup()}</math></a></mtext>` };
  };
  const withLinks = (node, addresses) => {
    if (!node.children) return;
    node.children = node.children.map((child) => linked(child, addresses));
    node.children.forEach((child) => withLinks(child, addresses));
  };

  const draw = ({ tex, display, definitions, defaults, classes, addresses }) => {
    const isFragment = (context) => {
      if (context.command === "\\class") return context.class.split(/\s+/).every((name) => classes.includes(name));
      if (context.command !== "\\data") return false;
      return Object.entries(context.attributes).every(([name, value]) =>
        (name === "data-fragment-index" && /^\d{1,4}$/.test(value)) || (name === "data-address" && addresses[value]));
    };
    const options = {
      displayMode: display, throwOnError: true, trust: isFragment, maxSize: [50, 100],
      macros: macrosOf(definitions, defaults),
    };
    const math = temml.__renderToMathMLTree(tex, options);
    if (hasClass(math, "tml-ref")) return { html: reference(math) };
    // Most formulas have no rows and no links, and to walk through one takes a third of the time that it does to draw it.
    const source = tex + definitions;
    if (source.includes("\\begin") || source.includes("\\tag")) {
      each(math, (node) => { if (tagOf(node) === "mtr") numberRow(node); });
    }
    if (addresses.length || source.includes("ref")) withLinks(math, addresses);
    math.style = {};
    math.classes = [];
    return { html: math.toMarkup() };
  };

  const answer = (question) => {
    try {
      return draw(question);
    } catch (error) {
      if (!(error instanceof temml.ParseError)) throw error;
      return { wrong: error.message, at: error.position === undefined ? null : error.position };
    }
  };
  return (question) => {
    const begin = Date.now();
    return JSON.stringify({ ...answer(question), seconds: (Date.now() - begin) / 1000 });
  };
})();
