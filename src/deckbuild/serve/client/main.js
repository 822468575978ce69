/* Puts the parts together: what the server says goes to the deck, the panel and the start page.
 *
 * A page may be shown inside another one of ours: as a frame of the speaker window, or as a picture on the start page.
 * There it patches itself, too, but says nothing. */

const PLACE = "deckbuild-place";
const SOONEST = 1000; // ms between two reloads, so that a page that cannot be patched does not turn in circles

const state = JSON.parse(document.getElementById("deckbuild-state").textContent);
const isOnTop = window.top === window;
const isPicture = !isOnTop && !/[?&]receiver\b/.test(location.search);
const isDeck = Boolean(window.Reveal?.on);
const isPrinted = /[?&](view=print|print-pdf)\b/.test(location.search);
const ui = isOnTop && !state.isPresented ? new Ui() : null;
const listsDecks = document.querySelector("main .deck") !== null;
const isEmpty = !isDeck && document.querySelector("main") === null;
const panel = ui && new Panel(ui, openPlace, !listsDecks, isEmpty);
let deck = null; // until reveal.js is ready
let follow = null;
let measure = null;
let waiting = []; // messages that came before

function startDeck() {
  deck = new Deck(document.querySelector(".reveal .slides"), state.lines, state.hidden);
  if (ui) {
    follow = new Follow(deck);
    ui.corner.append(followSwitch(follow));
    new SourceMap(ui, deck, state, openPlace);
    measure = new Measure(ui, deck, state, showProblems);
    if (/[?&]speaker\b/.test(location.search)) offerSpeaker();
  }
  comeBack();
  waiting.splice(0).forEach(receive);
  if (!isOnTop) tellSpeaker(); // a frame that was slow has missed where it should be
}

/* The start page leads here. A browser opens a window only when it is asked by hand, so there is a button. */
function offerSpeaker() {
  const open = button("chip offer", "Open the speaker window", () => Reveal.getPlugin("notes").open());
  if (Reveal.hasPlugin("notes")) ui.root.append(open);
  // Each speaker window says so to its deck, also one that the key S has opened.
  addEventListener("message", ({ data }) => String(data).includes('"reveal-notes"') && open.remove());
}

/* Do what a message of the server says. */
function receive(message) {
  if (isDeck && !deck && message.kind !== "reload") waiting.push(message);
  else if (message.kind === "patch") receivePatch(message);
  else if (message.kind === "reload" || isOtherPage(message)) reload();
  else if (message.kind === "goto") follow?.goTo(message);
  else takeState(message);
}

/* "state" says what the page should be; when it is not that, something was missed. */
function isOtherPage({ kind, revision }) {
  return kind === "state" && revision !== state.revision;
}

function receivePatch(message) {
  if (!deck || message.from !== state.revision || isPrinted || Reveal.isScrollView()) return reload();
  try {
    if (follow) follow.patching(() => patch(deck, message));
    else patch(deck, message);
  } catch (error) {
    console.warn("deckbuild: this change could not be put in, so the page is loaded again", error);
    return reload();
  }
  const error = take(message);
  if (message.edited) follow?.go(message.edited);
  else if (error) follow?.goToPlace(error, state.lines);
  if (isPicture) Reveal.slide(0, 0); // the first slide may be another one
  tellSpeaker();
}

/* Take what changes nothing in the deck; when an error has gone so, the slide was mended to what it was before. */
function takeState(message) {
  const error = take(message);
  if (error) follow?.goToPlace(error, state.lines);
}

/* Remember what the page shows now, and show what is wrong; return the error that has gone, if one has. */
function take(message) {
  const error = message.problems && panel ? mended(state.problems, message.problems) : null;
  for (const name of ["build", "revision", "lines", "token", "problems"]) if (message[name] !== undefined) state[name] = message[name];
  if (message.main && !isDeck) Idiomorph.morph(document.querySelector("main"), message.main);
  showProblems();
  return error;
}

/* Show what is wrong: what the server says, and what is seen in the page. */
function showProblems() {
  panel?.show([...state.problems, ...(measure?.problems ?? [])]);
}

/* The speaker window's notes and frames follow the main page, which tells them when an event of reveal.js says so;
 * this one means least to others. A frame that has been patched asks the main page to tell it where to be. */
function tellSpeaker() {
  if (isPicture) return;
  const main = isOnTop ? window : window.parent.opener;
  main?.Reveal?.getRevealElement?.()?.dispatchEvent(new Event("closeoverlay"));
}

/* The start page's count of what is wrong with a deck leads to it in the list. */
function openCounted({ target }) {
  const counted = target.closest?.(".wrong[data-place]");
  if (counted) panel.openAt(counted.dataset.place);
}

function openPlace(place) {
  return openSource(place, ui, state.token, reload);
}

function reload() {
  const key = PLACE + location.pathname + location.search;
  if (deck) sessionStorage.setItem(key, JSON.stringify(Reveal.getState()));
  setTimeout(() => location.reload(), Math.max(0, SOONEST - performance.now()));
}

function comeBack() {
  const key = PLACE + location.pathname + location.search;
  const place = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (place && deck) Reveal.setState(JSON.parse(place));
}

showProblems();
new Live(state, receive, isPicture, (isThere, isRefused) => ui?.connection(isThere, isRefused));
if (ui && !isDeck) document.addEventListener("click", openCounted);
if (isDeck && Reveal.isReady()) startDeck();
else if (isDeck) Reveal.on("ready", startDeck);
