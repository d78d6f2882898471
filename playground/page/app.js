// The page: who one is, where one looks, and the parts that draw it; everything else is told from here.

import * as api from "./api.js";
import { channelPane } from "./channel.js";
import { closeMenu } from "./menu.js";
import { context } from "./render_context.js";
import { h } from "./dom.js";
import { homePane } from "./home.js";
import * as storage from "./local_storage.js";
import { ModalHost } from "./render/modal.js";
import { sidebar } from "./sidebar.js";
import * as theme from "./theme.js";
import { threadPanel } from "./thread.js";
import { topBar } from "./top_bar.js";
import { trafficPanel } from "./traffic.js";
import { directWith, pageState } from "./page_state.js";

/**
 * What the parts of the page know of each other.
 * @typedef {Object} App
 * @property {import("./page_state.js").PageState} seen the newest screen
 * @property {{channel?: string, home?: string, thread?: string}} place
 * @property {boolean} traffic whether the inspector is open
 */
class App {
  constructor(about, handle) {
    this.about = about;
    this.handle = handle;
    this.seen = null;
    this.place = placeIn(location.hash);
    this.traffic = false;
    this.notices = [];
    this.ctx = context(this);
    this.modals = new ModalHost(document.getElementById("modals"), this.ctx);
    this.modalSign = "null";
    this.parts = [topBar(this), channelPane(this), homePane(this), threadPanel(this), trafficPanel(this), sidebar(this)];
    this.line = api.live(handle, { show: (screen) => this.show(screen), connected: (yes) => this.connected(yes) });
    addEventListener("popstate", () => this.moved());
    addEventListener("visibilitychange", () => this.draw());
    addEventListener("keydown", (event) => this.key(event));
    this.look();
  }

  // Looking

  look() {
    this.line.look({ channel: this.place.channel, home: this.place.home, traffic: this.traffic });
  }

  show(screen) {
    this.seen = pageState(this.about, screen, this.handle);
    if (!this.exists(this.place)) return this.go(this.start(), { replace: true });
    this.draw();
  }

  exists(place) {
    if (place.home) return this.about.apps.some((one) => one.id === place.home);
    return this.seen.channels.has(place.channel);
  }

  start() {
    const rooms = this.seen.screen.channels.filter((one) => !one.is_im && one.member);
    return { channel: (rooms.find((one) => one.name === "general") ?? rooms[0] ?? this.seen.screen.channels[0])?.id };
  }

  draw() {
    if (!this.seen) return;
    for (const part of this.parts) part.draw();
    const sign = JSON.stringify(this.seen.screen.modal);
    if (sign !== this.modalSign) this.form(this.seen.screen.modal);
    this.modalSign = sign;
    document.body.classList.toggle("with-panel", !document.getElementById("panel").hidden);
  }

  /** Show the form on top, or none; whoever's place in the page is gone by then goes on typing. */
  form(modal) {
    this.modals.show(modal);
    if (!modal && document.activeElement === document.body) document.querySelector(".pane:not([hidden]) .foot textarea")?.focus();
  }

  connected(yes) {
    document.body.classList.toggle("offline", !yes);
  }

  // Going somewhere

  /** @param {{channel?: string, home?: string, thread?: string}} place */
  go(place, { replace = false } = {}) {
    const as = `?as=${encodeURIComponent(this.handle)}`;
    history[replace ? "replaceState" : "pushState"](null, "", as + hashOf(place));
    this.arrive(place);
  }

  moved() {
    this.arrive(placeIn(location.hash));
  }

  arrive(place) {
    this.place = place;
    closeMenu();
    document.body.classList.remove("drawer");
    this.look();
    if (place.home) this.do("open_home", { app: place.home });
    this.draw();
  }

  openChannel(id) {
    if (this.seen.channels.has(id)) this.go({ channel: id });
    else this.tell("You are not in that channel.");
  }

  /** Open the direct message with somebody, or an app's Home. */
  async openPerson(handle) {
    const app = this.about.apps.find((one) => one.handle === handle);
    if (app?.home) return this.go({ home: app.id });
    const known = directWith(this.seen, handle);
    const channel = known?.id ?? (await this.do("open_direct", { who: handle }))?.id;
    if (channel) this.go({ channel });
  }

  openThread(ts) {
    this.traffic = false;
    this.go({ ...this.place, thread: ts });
  }

  closePanel() {
    if (this.traffic) return this.toggleTraffic();
    this.go({ ...this.place, thread: undefined });
  }

  /** Open or close the sidebar where the window is too narrow to show it always. */
  drawer(open) {
    document.body.classList.toggle("drawer", open);
    document.querySelector(open ? "#sidebar [aria-current]" : "#top button")?.focus();
  }

  toggleTraffic() {
    this.traffic = !this.traffic;
    this.look();
    this.draw();
  }

  become(handle, { newWindow = false } = {}) {
    const url = `/?as=${encodeURIComponent(handle)}${location.hash.split("/")[0]}`;
    if (newWindow) open(url, `playground-${handle}`);
    else location.assign(url);
  }

  /** Greet in the channel that is open, or no longer. */
  greet(yes) {
    if (yes && this.place.home) this.go(this.start());
    storage.keepGreeting(yes ? this.place.channel : "");
    this.draw();
  }

  get isGreeting() {
    if (!this.about.tries.length || !this.place.channel) return false;
    if (storage.greeting() === null) storage.keepGreeting(this.place.channel);
    return storage.greeting() === this.place.channel;
  }

  // Doing something

  /** Do something as this person. What is refused is told to them, and null is returned. */
  async do(action, content = {}) {
    try {
      return await api.act(this.handle, action, content);
    } catch (why) {
      if (!(why instanceof api.Refused)) throw why;
      this.tell(why.message);
      return null;
    }
  }

  /** Type a slash command; its failure is shown in the channel, only to this person, as Slack does. */
  async command(channel, text) {
    let failure;
    try {
      ({ failure } = await api.act(this.handle, "command", { channel, text }));
    } catch (why) {
      failure = why.message;
    }
    if (failure) this.whisper(channel, failure);
  }

  whisper(channel, text) {
    const newest = this.seen.screen.open?.messages.at(-1)?.ts ?? "0";
    const ts = `${Math.max(this.seen.now.getTime() / 1000, Number(newest)).toFixed(6)}${this.notices.length}`;
    this.notices.push({ ts, channel, text });
    this.draw();
  }

  /** Say something for a few seconds. */
  tell(text) {
    const note = h("div", { class: "toast" }, text);
    document.getElementById("toasts").append(note);
    setTimeout(() => note.remove(), 6000);
  }

  /** Say something to whoever cannot see the page. */
  hear(text) {
    document.getElementById("heard").replaceChildren(text);
  }

  key(event) {
    if (typesSomething(event)) document.querySelector(".pane:not([hidden]) .foot textarea")?.focus();
    if (event.defaultPrevented || event.key !== "Escape" || this.seen?.screen.modal) return;
    if (document.body.classList.contains("drawer")) this.drawer(false);
    else if (this.traffic || this.place.thread) this.closePanel();
  }
}

/** Whether a key begins something to say though no field has the focus: it then goes into the composer. */
function typesSomething({ key, ctrlKey, metaKey, altKey, target }) {
  if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return false;
  return !target.closest("input, textarea, select, dialog, .popover");
}

function placeIn(hash) {
  const [first, second] = decodeURIComponent(hash.slice(1)).split("/");
  if (first === "home") return { home: second };
  return { channel: first, thread: second };
}

function hashOf({ channel, home, thread }) {
  if (home) return `#home/${home}`;
  return thread ? `#${channel}/${thread}` : `#${channel}`;
}

async function begin() {
  theme.restore();
  const about = await api.get("page");
  storage.begin(about.instance);
  const { people } = await api.get("workspace");
  const handles = people.filter((one) => !one.is_bot).map((one) => one.handle);
  const asked = new URLSearchParams(location.search).get("as") ?? storage.lastPerson();
  const handle = handles.includes(asked) ? asked : handles[0];
  storage.setLastPerson(handle);
  document.title = about.team.name;
  return new App(about, handle);
}

begin().catch((why) => document.body.append(h("p", { class: "lost", role: "alert" }, String(why.message ?? why))));
