// What is typed in a form and not yet saved: kept on this device, offered back when the form is opened again.
import { controlsOf, differs, fill, keyOf, owner, plain, read, sweep, valuesOf, write } from "./copies.js";
import { written } from "./moments.js";

const words = (part) => part?.textContent.trim().replace(/\s+/g, " ") ?? "";

export function titleOf(form) {
  const [thing, part] = [document.querySelector("h1"), form.querySelector("legend .title, h2")].map(words);
  return [thing, part].filter(Boolean).join(" – ");
}

/** A field as it is sent, and as people read it. */
export function fieldOf(form, name) {
  const controls = controlsOf(form, name), [first] = controls;
  const isChoice = /^(checkbox|radio)$/.test(first?.type);
  const values = valuesOf(form, name);
  const label = words(isChoice ? first.closest("fieldset")?.querySelector("legend") : first?.labels?.[0]) || name;
  const chosen = isChoice ? controls.filter((one) => one.checked).map((one) => one.labels[0]) : [...(first?.selectedOptions ?? [])];
  return { values, label, text: chosen.map(words).join(", ") || (isChoice ? "" : values.join("\n")) };
}

export class Copy {
  offered = {}; // fields of an earlier visit, not taken back yet and not discarded
  standing = []; // names of fields that the page shows as they were typed, and the server refused

  constructor(form, onTake) {
    this.form = form;
    this.key = keyOf(form);
    sweep();
    const { at, fields } = read(this.key) ?? { fields: {} };
    const here = Object.entries(fields).filter(([name]) => form.elements[name]);
    const other = here.filter((field) => differs(form, field));
    if ("unsaved" in form.dataset) this.standing = here.filter((field) => !differs(form, field)).map(([name]) => name);
    const notice = form.querySelector("[data-offer]");
    this.offered = Object.fromEntries(other);
    if (notice && other.length) this.offer(notice, at, other, onTake);
    this.keep(this.standing);
  }

  /** Beside what is offered, and what this form has no field for: that stays until somebody decides. */
  keep(names) {
    const before = read(this.key);
    const absent = Object.entries(before?.fields ?? {}).filter(([name]) => !this.form.elements[name]);
    const typed = names.map((name) => [name, fieldOf(this.form, name)]);
    const fields = { ...Object.fromEntries(absent), ...this.offered, ...Object.fromEntries(typed) };
    const isOlder = absent.length || Object.keys(this.offered).length;
    const page = this.form.dataset.page ?? this.form.dataset.autosave;
    write(this.key, { at: (isOlder && before?.at) || Date.now(), owner, page: plain(page), title: titleOf(this.form), fields });
  }

  offer(notice, at, fields, onTake) {
    const time = notice.querySelector("[data-when]");
    if (time) time.textContent = written(at);
    notice.hidden = false;
    notice.addEventListener("click", ({ target }) => {
      const choice = target.closest("button")?.value;
      if (!choice) return;
      notice.hidden = true;
      this.offered = {};
      if (choice === "take") for (const [name, { values }] of fields) fill(this.form, name, values);
      // The button is gone: whoever pressed it by the keyboard goes on at what it filled, or at the head of the form.
      const heir = choice === "take" ? controlsOf(this.form, fields[0][0])[0] : null;
      (heir ?? this.form.querySelector('[tabindex="-1"]') ?? document.querySelector('main [tabindex="-1"], main'))?.focus();
      onTake(choice === "take" ? fields.map(([name]) => name) : []);
    });
  }
}
