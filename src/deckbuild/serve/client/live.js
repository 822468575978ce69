/* The connection to the server. It comes back by itself, and says each time what the page shows: so the server can
 * send what was missed, be it for a restart, a closed lid or a lost network. */

const FIRST_WAIT = 100; // ms until the first try to come back; then twice as long each time
const LONGEST_WAIT = 2000;
const LOST = 1000; // ms away before it is said
const STALE = 20000; // ms asleep after which a connection may be dead without knowing

class Live {
  constructor(state, receive, tell) {
    Object.assign(this, { state, receive, tell, wait: FIRST_WAIT, lastSeen: Date.now() });
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
    address.search = new URLSearchParams({ revision, build });
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
    socket.onclose = () => socket === this.socket && this.closed();
  }

  connected() {
    this.wait = FIRST_WAIT;
    clearTimeout(this.losing);
    this.losing = null;
    this.tell(true);
  }

  closed() {
    this.losing ??= setTimeout(() => this.tell(false), LOST);
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  /* The page is looked at (again): a machine that slept has lost time, and perhaps the connection. */
  woken() {
    const slept = Date.now() - this.lastSeen > STALE;
    this.lastSeen = Date.now();
    if (!document.hidden && (slept || this.socket.readyState === WebSocket.CLOSED)) this.open();
  }
}
