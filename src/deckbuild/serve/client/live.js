/* The connection to the server. It comes back by itself, and says each time what the page shows: so the server can
 * send what was missed, be it for a restart, a closed lid or a lost network.
 *
 * A browser does not say why a socket could not be opened. When the server answers other requests it has refused this
 * one: it talks to so many pages only. */

const FIRST_WAIT = 100; // ms until the first try to come back; then twice as long each time
const LONGEST_WAIT = 2000;
const LOST = 1000; // ms away before it is said
const TRY_LATER = 1013; // the server closes a picture so, when there are too many
const STALE = 20000; // ms asleep after which a connection may be dead without knowing

class Live {
  /* `tell` is told whether the connection is there, and whether it is refused; a picture has nobody to tell. */
  constructor(state, receive, isPicture, tell) {
    Object.assign(this, { state, receive, isPicture, tell, wait: FIRST_WAIT, refusals: 0, lastSeen: Date.now() });
    document.addEventListener("visibilitychange", () => this.woken());
    addEventListener("online", () => this.open());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    setInterval(() => document.hidden || this.woken(), STALE / 4);
    this.open();
  }

  get address() {
    const { page, revision, build } = this.state;
    const address = new URL(`/-/live/${encodeURIComponent(page)}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    address.search = new URLSearchParams({ revision, build, ...(this.isPicture && { picture: 1 }) });
    return address.href;
  }

  /* Connect anew; an older connection is not listened to any more. */
  open() {
    clearTimeout(this.timer);
    this.socket?.close();
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => socket === this.socket && this.connected();
    socket.onmessage = (event) => socket === this.socket && this.receive(JSON.parse(event.data));
    socket.onclose = ({ code }) => socket === this.socket && this.closed(code);
  }

  connected() {
    this.wait = FIRST_WAIT;
    this.refusals = 0;
    this.isLost = false;
    clearTimeout(this.losing);
    this.losing = null;
    this.tell(true);
  }

  closed(code) {
    this.isTurnedAway = code === TRY_LATER;
    if (this.isTurnedAway) return; // else pictures would push each other out for ever
    this.losing ??= setTimeout(() => this.lost(), LOST);
    if (!this.isPicture) this.ask();
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  lost() {
    this.isLost = true;
    this.tell(false, this.refusals > 1); // one may be a server that has just come back
  }

  /* Ask whether the server is there. */
  async ask() {
    const answer = await fetch("/-/client.js", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (this.socket.readyState === WebSocket.OPEN) return;
    this.refusals = answer?.ok ? this.refusals + 1 : 0;
    if (this.isLost) this.lost();
  }

  /* The page is looked at (again): a machine that slept has lost time, and perhaps the connection. */
  woken() {
    const slept = Date.now() - this.lastSeen > STALE;
    this.lastSeen = Date.now();
    const isClosed = this.socket.readyState === WebSocket.CLOSED && !this.isTurnedAway;
    if (!document.hidden && (slept || isClosed)) this.open();
  }
}
