/* The options of a quiz: one that is clicked, or focused and pressed, shows whether it is right, and why. */
(() => {
  function optionOf({ target }) {
    const button = target.closest?.(".quiz-option > button");
    return Reveal.isOverview() ? null : button?.parentElement;
  }

  function choose(event) {
    optionOf(event)?.classList.add("chosen");
    if (event.detail && optionOf(event)) document.activeElement.blur(); // the next key is for the presentation again
  }

  /* For reveal.js the space bar means the next slide: not while it presses an option. */
  function press(event) {
    const option = optionOf(event);
    if (option && !option.matches(".chosen") && [" ", "Enter"].includes(event.key)) event.stopPropagation();
  }

  document.addEventListener("click", choose);
  document.addEventListener("keydown", press, true);
})();
