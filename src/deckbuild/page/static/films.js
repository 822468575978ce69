/* Shows the link behind a player where the player would show an error: without a network, and, of YouTube, which wants
   to know which site shows its films, in a page that was opened from disk. */
(() => {
  const root = document.documentElement;
  const ofYouTube = '.film-player > iframe[data-src*="youtube"]';

  function update() {
    root.classList.toggle("deckbuild-offline", !navigator.onLine);
  }

  function removeFrom(slides) {
    if (location.protocol === "file:") slides.querySelectorAll(ofYouTube).forEach((frame) => frame.remove());
  }

  window.addEventListener("online", update);
  window.addEventListener("offline", update);
  document.addEventListener("deckbuild:slide", (event) => removeFrom(event.target));
  update();
  removeFrom(document);
})();
