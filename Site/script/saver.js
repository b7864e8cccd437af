import { Copy } from "./copy.js";
import { post, setRevision } from "./post.js";
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
  failures = 0;
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[role=status].saved");
    this.copy = new Copy(form, (names) => { names.forEach((name) => this.changed.add(name)); this.send(); });
    form.addEventListener("input", ({ target }) => this.note(target));
    form.addEventListener("change", ({ target }) => this.changed.has(target.name) && this.plan(afterField));
  }

  get unsaved() { return [...this.changed, ...this.sent]; }
  get isUnsaved() { return !this.stopped && this.unsaved.length > 0; }

  note(control) {
    if (!control.name || control.type === "file" || this.stopped) return;
    this.changed.add(control.name);
    this.copy.keep(this.unsaved);
    this.plan(afterTyping);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  send() {
    clearTimeout(this.timer);
    Saver.line = Saver.line.then(() => this.save());
  }

  stop() {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  async save() {
    if (!this.changed.size || this.stopped) return;
    [this.sent, this.changed] = [[...this.changed], new Set()];
    // While it fails, one sentence stands until it is saved: each try anew would be read out.
    if (!this.failures) this.show("saving");
    const { status, said } = await post(this.form, this.sent.map((name) => [name, this.copy.values(name)]));
    const isSaved = status === 200 && said;
    // A choice may ask something of another field: its reason.
    for (const name of said ? new Set([...this.sent, ...Object.keys(said.fields ?? {})]) : []) setProblem(this.form, name, said.fields?.[name]);
    if (!isSaved) this.sent.forEach((name) => this.changed.add(name));
    this.sent = [];
    return isSaved ? this.acknowledge(said) : this.refuse(status, said);
  }

  acknowledge({ revision, message }) {
    setRevision(this.form, revision);
    this.failures = 0;
    this.copy.keep(this.unsaved);
    this.show("saved", message);
  }

  refuse(status, said) {
    const isGone = [403, 404, 410].includes(status);
    if (status === 409 || isGone) this.stop();
    if (said?.band) showBand(said.band);
    const mayPass = status === 0 || status === 429 || status >= 500;
    const pause = Math.min(1000 * 2 ** ++this.failures, longestPause);
    if (mayPass && !this.stopped) this.plan(pause);
    const waits = navigator.onLine ? "failed" : "offline";
    const final = isGone ? "gone" : status === 401 ? "session" : status === 409 ? "conflict" : "refused";
    this.show(mayPass ? waits : final, said?.message, pause / 1000);
  }

  show(state, message = this.status?.dataset[state] ?? "", seconds = "") {
    if (!this.status) return;
    this.status.dataset.state = state;
    const words = this.status.querySelector("span") ?? this.status, wait = this.status.querySelector("[data-wait]");
    // The same sentence written again is read out again.
    if (words.textContent !== message) words.textContent = message;
    if (wait) wait.textContent = state === "failed" ? wait.dataset.wait.replace("%1", seconds) : "";
  }
}
