import { valuesOf } from "./copies.js";
import { Copy } from "./copy.js";
import { isReached, post, setRevision } from "./post.js";
import { setProblem } from "./problem.js";

const afterTyping = 3000, afterField = 300, longestPause = 60_000;

/** The band at the top of the page says where the thing stands now. */
function showBand({ kind, words }) {
  const band = document.querySelector("section.band");
  if (!band) return;
  band.className = `band ${kind}`;
  band.querySelector("strong").textContent = words;
  for (const other of band.querySelectorAll("span, a")) other.remove();
}

/** A form that saves itself in pieces, as it is filled in. */
export class Saver {
  static line = Promise.resolve(); // across the page's forms, since several may share one revision

  changed = new Set(); // names of fields that differ from what was last sent
  sent = []; // names of the fields that are on their way
  standing = new Set(); // names of fields that were refused before this page, and wait for their writer
  failures = 0;
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[role=status].saved");
    this.calm = this.words?.textContent; // what is true while nothing waits
    this.copy = new Copy(form, (names) => this.take(names));
    this.standing = new Set(this.copy.standing);
    form.addEventListener("input", ({ target }) => this.note(target));
    form.addEventListener("change", ({ target }) => this.changed.has(target.name) && !this.isRefused && this.plan(afterField));
    form.querySelector("[data-compare]")?.addEventListener("click", () => form.requestSubmit());
  }

  get words() { return this.status?.querySelector("span") ?? this.status; }
  get unsaved() { return [...new Set([...this.changed, ...this.sent, ...this.standing])]; }
  get isUnsaved() { return !this.isLeaving && this.unsaved.length > 0; }

  take(names) {
    for (const name of names) this.changed.add(name);
    this.copy.keep(this.unsaved);
    if (names.length) this.send();
  }

  note(control) {
    if (!control.name || control.type === "file" || this.isLeaving) return;
    this.changed.add(control.name);
    this.copy.keep(this.unsaved);
    // What is typed while nothing more can be saved here is kept all the same.
    if (this.isRefused) return;
    if (!this.failures) this.show("typed", "");
    this.plan(afterTyping);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  send() {
    clearTimeout(this.timer);
    return Saver.line = Saver.line.catch(() => {}).then(() => this.save());
  }

  /** The connection is back. */
  resume() {
    if (this.changed.size) this.send();
    else if (this.status?.dataset.state === "offline") this.show(this.calm ? "saved" : "", this.calm);
  }

  /** Before the form leaves by its button: whether it may. Without a connection it stays, with what is typed in it. */
  async finish() {
    const isSaved = this.changed.size > 0 && !this.isRefused;
    if (!this.isRefused) for (const name of this.standing) this.changed.add(name);
    await this.send();
    if (this.isCutOff || !(isSaved || await isReached())) return this.stay();
    this.isLeaving = true;
    return true;
  }

  stay() {
    const state = navigator.onLine ? "failed" : "offline";
    // Whoever pressed hears it once more.
    this.words?.replaceChildren();
    if (!this.isCutOff && !this.unsaved.length) this.show("offline", this.status?.dataset.unreached);
    else this.show(this.isRefused ? this.status.dataset.state : state);
    return false;
  }

  async save() {
    if (!this.changed.size || this.isLeaving || this.isRefused) return;
    [this.sent, this.changed] = [[...this.changed], new Set()];
    // While it fails, one sentence stands until it is saved: each try anew would be read out.
    if (!this.failures) this.show("saving");
    const { status, said } = await post(this.form, this.sent.map((name) => [name, valuesOf(this.form, name)]));
    const isSaved = status === 200 && said;
    // A choice may ask something of another field: its reason.
    for (const name of said ? new Set([...this.sent, ...Object.keys(said.fields ?? {})]) : []) setProblem(this.form, name, said.fields?.[name]);
    if (!isSaved) this.sent.forEach((name) => this.changed.add(name));
    else this.sent.forEach((name) => this.standing.delete(name));
    this.sent = [];
    return isSaved ? this.acknowledge(said) : this.refuse(status, said);
  }

  acknowledge({ revision, message, onward }) {
    setRevision(this.form, revision);
    this.offer(onward);
    [this.failures, this.isCutOff, this.calm] = [0, false, message];
    this.copy.keep(this.unsaved);
    // What was typed meanwhile is not saved with it.
    if (this.unsaved.length) this.show("typed", "");
    else this.show("saved", message);
  }

  /** What is asked has changed since this page was given: the way to it. */
  offer(onward) {
    const way = this.form.querySelector("[data-onward]");
    if (way && onward) way.hidden = false;
  }

  refuse(status, said) {
    this.offer(said?.onward);
    const isGone = [403, 404, 410].includes(status);
    this.isRefused = status === 409 || isGone;
    if (said?.band) showBand(said.band);
    const mayPass = status === 0 || status === 429 || status >= 500;
    this.isCutOff = mayPass && status !== 500;
    const pause = Math.min(1000 * 2 ** ++this.failures, longestPause);
    // Another window may have let go of it.
    this.copy.keep(this.unsaved);
    if (mayPass) this.plan(pause);
    const compare = this.form.querySelector("[data-compare]");
    if (compare) compare.hidden = !said?.compare;
    const waits = navigator.onLine ? "failed" : "offline";
    const final = isGone ? "gone" : status === 401 ? "session" : status === 409 ? "conflict" : "refused";
    this.show(mayPass ? waits : final, said?.message, pause / 1000);
  }

  show(state, message = this.status?.dataset[state] ?? "", seconds = "") {
    if (!this.status) return;
    this.status.dataset.state = state;
    const wait = this.status.querySelector("[data-wait]"), typed = this.status.querySelector("[data-typed]");
    // The same sentence written again is read out again.
    if (this.words.textContent !== message) this.words.textContent = message;
    if (wait) wait.textContent = state === "failed" && seconds ? wait.dataset.wait.replace("%1", seconds) : "";
    // To be seen, and not heard with each word.
    if (typed) typed.textContent = state === "typed" ? typed.dataset.typed : "";
  }
}
