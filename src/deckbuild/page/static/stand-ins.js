/* Plugins of reveal.js whose work is done while a deck is built: scripts that name them find them, and they do nothing. */
{
  const standIn = (id) => Object.assign(() => ({ id }), { id });
  const math = standIn("math");
  const names = { RevealMarkdown: standIn("markdown"), RevealHighlight: standIn("highlight"), RevealMath: math };
  for (const kind of ["KaTeX", "MathJax2", "MathJax3", "MathJax4"]) math[kind] = standIn(kind.toLowerCase());
  for (const [name, plugin] of Object.entries(names)) window[name] ??= plugin;
}
