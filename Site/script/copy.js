// What is typed in a form and not yet saved: kept on this device, offered back when the form is opened again.
import { keyOf, owner, sweep } from "./copies.js";

/** As the pages write it: «22 septembre 2014 à 12 h 27», «22 September 2014 at 12:27». */
function written(moment, language) {
  if (language !== "fr") return moment.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  const minutes = moment.getMinutes() ? `\u00a0${String(moment.getMinutes()).padStart(2, "0")}` : "";
  return `${moment.toLocaleDateString("fr", { dateStyle: "long" })} à ${moment.getHours()}\u00a0h${minutes}`;
}

export class Copy {
  constructor(form, onTake) {
    this.form = form;
    this.key = keyOf(form.dataset.autosave);
    sweep();
    this.offer(form.querySelector("[data-offer]"), onTake);
  }

  /** A field's values as they would be sent; one empty value when nothing is chosen. */
  values(name) {
    const values = new FormData(this.form).getAll(name);
    return values.length ? values : [""];
  }

  keep(names) {
    const fields = Object.fromEntries(names.map((name) => [name, this.values(name)]));
    try {
      if (names.length) localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), owner, fields }));
      else localStorage.removeItem(this.key);
    } catch {
      // Storage is full or refused: the server's copy is the one that counts.
    }
  }

  read() {
    try {
      const { at, fields } = JSON.parse(localStorage.getItem(this.key)) ?? { fields: {} };
      const differs = ([name, values]) => this.form.elements[name] && String(this.values(name)) !== String(values);
      return { at, fields: Object.entries(fields).filter(differs) };
    } catch {
      return { fields: [] };
    }
  }

  offer(notice, onTake) {
    const { at, fields } = this.read();
    if (!notice || !fields.length) return notice && this.keep([]);
    const time = notice.querySelector("[data-when]");
    const language = document.documentElement.lang;
    if (time) time.textContent = written(new Date(at), language);
    notice.hidden = false;
    notice.addEventListener("click", ({ target }) => {
      const choice = target.closest("button")?.value;
      if (!choice) return;
      notice.hidden = true;
      if (choice !== "take") return this.keep([]);
      for (const [name, values] of fields) this.fill(name, values);
      onTake(fields.map(([name]) => name));
    });
  }

  fill(name, values) {
    const found = this.form.elements[name];
    const controls = found instanceof RadioNodeList ? [...found] : [found];
    controls.forEach((control, index) => {
      if (/^(checkbox|radio)$/.test(control.type)) control.checked = values.includes(control.value);
      else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
      else control.value = values[index] ?? "";
    });
  }
}
