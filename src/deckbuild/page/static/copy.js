/* A button on each block of code that copies it, as it stands on the step that is shown; of a console what one types. */
(() => {
  function typed(code) {
    const copied = code.cloneNode(true);
    copied.querySelectorAll(".gp, .go").forEach((each) => each.remove()); // Pygments: prompts and output
    return copied.textContent.replace(/^\s*\n/gm, "");
  }

  async function copy(pre, button) {
    const code = pre.querySelector("code.current-fragment, code:not(.fragment)");
    await navigator.clipboard.writeText((pre.matches(".console") && typed(code)) || code.textContent);
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  }

  function addTo(pre) {
    const button = document.createElement("button");
    button.className = "copy-code";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(pre, button));
    pre.append(button);
  }

  function addToAll() {
    document.querySelectorAll(".reveal pre:has(> code.hljs):not(:has(> .copy-code))").forEach(addTo);
  }

  addToAll();
  document.addEventListener("deckbuild-patched", addToAll); // the live preview has changed slides
  document.addEventListener("deckbuild:slide", (event) => event.target.querySelectorAll("pre:has(> code.hljs)").forEach(addTo));
})();
