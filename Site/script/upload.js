// Files in pieces: <form data-upload="/path/envois" data-sent="%1 of %2…" …> with a file control. Without this script the form is sent
// whole. With it a file goes on after a cut from what the site has on its disk; chosen again after a reload, or in another browser, too.
const piece = 4 << 20, shortest = 1000, longest = 30_000, busy = 5000;

for (const form of document.querySelectorAll("form[data-upload]")) {
  const control = form.querySelector("input[type=file]");
  let isSentWhole = false;
  // What was chosen and not sent is not lost without a word.
  addEventListener("beforeunload", (event) => { if (control.files.length && !isSentWhole) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    const file = control.files[0];
    if (!file?.size) {
      isSentWhole = true;
      return;
    }
    event.preventDefault();
    new Sending(form, file).run();
  });
}

class Stop extends Error {}

class Sending {
  offset = 0;
  quarter = 0;

  constructor(form, file) {
    [this.form, this.file] = [form, file];
    this.part = form.querySelector("[data-upload-progress]");
    this.bar = this.part.querySelector("progress");
    this.line = this.part.querySelector("[data-upload-said]");
    this.count = this.part.querySelector("[data-upload-count]");
    this.spoken = this.part.querySelector("[data-upload-spoken]");
    this.cancel = this.part.querySelector("[data-upload-cancel]");
    this.button = form.querySelector("button:not([type=button])");
  }

  async run() {
    const stay = (event) => event.preventDefault();
    const end = () => this.stop();
    addEventListener("beforeunload", stay);
    this.cancel.addEventListener("click", end);
    this.button.disabled = true;
    [this.part.hidden, this.cancel.hidden] = [false, false];
    this.show(0);
    const awake = await navigator.wakeLock?.request("screen").catch(() => null);
    try {
      await this.send();
    } catch (reason) {
      if (!(reason instanceof Stop)) this.say(this.form.dataset.failed);
    } finally {
      removeEventListener("beforeunload", stay);
      this.cancel.removeEventListener("click", end);
      [this.button.disabled, this.cancel.hidden] = [false, true];
      awake?.release();
    }
    if (!this.isDone) return;
    this.form.reset();
    location.reload();
  }

  async send() {
    const words = { file: this.file.name, size: this.file.size };
    let said = await this.insist(() => this.ask("POST", this.form.dataset.upload, words));
    this.address = `${this.form.dataset.upload}/${said.id}`;
    while (said.state === "arriving") {
      this.offset = said.offset;
      this.show(this.offset);
      said = await this.insist(() => this.sendPiece());
    }
    this.isDone = true;
    this.show(this.file.size);
    this.say(this.form.dataset.done);
  }

  /** Tries until there is an answer: what the site has is asked for after each cut. */
  async insist(act) {
    for (let pause = shortest; ; pause = Math.min(2 * pause, longest)) {
      const { status, said } = await act();
      if (this.isStopped) throw new Stop();
      if (status === 200 && said) return this.goOn(said);
      if (status === 409 && said) {
        if (!said.waits) return this.goOn({ ...said, state: "arriving" });
        this.say(said.sentence);
        await this.wait(busy);
      } else if (status === 0 || status === 429 || status >= 500) {
        this.say(this.form.dataset.cut);
        await this.wait(pause);
      } else {
        this.say(said?.sentence ?? (status === 401 || status === 422 ? this.form.dataset.session : this.form.dataset.failed));
        throw new Stop();
      }
      if (this.isStopped) throw new Stop();
      if (this.address) act = () => this.ask("GET", this.address);
    }
  }

  /** What was amiss is so no longer. */
  goOn(said) {
    this.say("");
    return said;
  }

  wait(pause) {
    return new Promise((resolve) => {
      const go = () => { clearTimeout(timer); removeEventListener("online", go); resolve(); };
      const timer = setTimeout(go, pause);
      addEventListener("online", go);
      this.wake = go;
    });
  }

  get token() { return this.form.elements.token?.value ?? ""; }

  async ask(method, address, fields) {
    const body = fields && new URLSearchParams({ token: this.token, ...fields });
    try {
      const request = { method, body, headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" };
      const answer = await fetch(address, request);
      const said = await answer.json().catch(() => null);
      return { status: answer.type === "opaqueredirect" ? 401 : answer.status, said };
    } catch {
      return { status: 0 };
    }
  }

  /** The older way of asking, which tells how far it is. */
  sendPiece() {
    const start = this.offset;
    return new Promise((resolve) => {
      const request = this.request = new XMLHttpRequest();
      request.open("POST", `${this.address}?offset=${start}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-Form-Token", this.token);
      request.upload.onprogress = ({ loaded }) => this.show(start + loaded);
      request.onload = () => resolve({ status: request.status, said: read(request.responseText) });
      request.onerror = request.onabort = request.ontimeout = () => resolve({ status: 0 });
      request.send(this.file.slice(start, start + piece));
    });
  }

  async stop() {
    this.isStopped = true;
    this.request?.abort();
    this.wake?.();
    if (this.address) await this.ask("POST", `${this.address}/annuler`, {});
    this.say(this.form.dataset.cancelled);
  }

  /** The bar and the words beside it move all the time; what is read out, at each quarter. The end has a sentence of its own. */
  show(count) {
    const sent = Math.min(count, this.file.size), quarter = Math.floor(4 * sent / this.file.size);
    const words = this.form.dataset.sent.replace("%1", this.size(sent)).replace("%2", this.size(this.file.size));
    this.bar.value = 100 * sent / this.file.size;
    this.count.textContent = words;
    // After a cut it is read out again only beyond what was.
    if (quarter <= this.quarter || quarter === 4) return;
    this.quarter = quarter;
    this.spoken.textContent = words;
  }

  size(bytes) {
    const units = this.form.dataset.units.split(" ");
    const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
    const count = bytes / 1000 ** power;
    const figures = (power < 2 || count >= 10 ? Math.round(count).toString() : count.toFixed(1)).replace(".", this.form.dataset.point);
    return `${figures}\u00A0${units[power]}`;
  }

  say(words) {
    if (this.line.textContent !== words) this.line.textContent = words;
    this.spoken.textContent = "";
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
