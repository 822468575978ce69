/* Plugins of reveal.js whose work is done while a deck is built: scripts that name them find them, and they do nothing. */
{
  const standIn = (id, parts) => Object.assign(() => ({ id, ...parts }), { id, ...parts });
  const marked = { Renderer: class {}, Tokenizer: class {}, use() {}, setOptions() {} };
  const math = standIn("math");
  const names = {
    RevealMarkdown: standIn("markdown", { marked }),
    RevealHighlight: standIn("highlight", { highlightBlock() {} }),
    RevealMath: math,
  };
  for (const kind of ["KaTeX", "MathJax2", "MathJax3", "MathJax4"]) math[kind] = standIn(kind.toLowerCase());
  for (const [name, plugin] of Object.entries(names)) window[name] ??= plugin;
  Reveal.getQueryHash ??= () => ({}); // of reveal.js 3, whose templates read options from the address
}
