// Says on every page of somebody that a text of theirs is on this device alone, where its own form does not say so: the page
// may be read only by now, or gone. <script data-kept-title data-kept-hint data-kept-drop data-kept-back> has the words.
import { controlsOf, differs, fill, formOf, inLanguage, keys, read, write } from "./copies.js";
import { written } from "./moments.js";

const patience = 10_000, rest = 10 * 60_000;
const words = document.querySelector("script[data-kept-title]")?.dataset;

/** A form that saves itself offers its fields back itself, save those it has no longer; into another one they are put from here. */
export async function tell() {
  if (!words) return;
  // One that cannot be read hides none of the others.
  const opened = await Promise.all(keys().map((key) => open(key).catch(() => undefined)));
  const kept = opened.filter((one) => one?.fields.length);
  if (kept.length) document.querySelector("main")?.prepend(notice(kept.sort((one, other) => other.at - one.at)));
}

async function open(key) {
  const kept = read(key);
  const fields = typed(kept);
  if (!fields.length || !isOwn(kept.page)) return undefined;
  const here = formOf(key);
  if (here?.dataset.autosave) return { ...kept, key, fields: fields.filter(([name]) => !here.elements[name]) };
  if (here) return { ...kept, key, here, fields: fields.filter((field) => differs(here, field)) };
  return { ...kept, key, fields: await unsaved(key, kept, fields) };
}

const typed = (kept) => Object.entries(kept?.fields ?? {}).filter(([, { values }]) => values?.some((value) => value.trim()));
/** A path of this site: nothing else is asked for, or led to. */
const isOwn = (page) => /^\/(?!\/)/.test(page) && new URL(page, location.origin).origin === location.origin;

/** A page that was closed while it saved was not told the end: the thing's own page knows what is saved. */
async function unsaved(key, kept, fields) {
  if (Date.now() - kept.looked < rest) return fields;
  try {
    const answer = await fetch(inLanguage(kept.page), { signal: AbortSignal.timeout(patience) });
    const form = formOf(key, new DOMParser().parseFromString(await answer.text(), "text/html"));
    const left = form && !("unsaved" in form.dataset) ? fields.filter((field) => differs(form, field)) : fields;
    // While its page was read it may have been typed in again, or saved: what is kept by now stays.
    const now = read(key);
    if (JSON.stringify(now) !== JSON.stringify(kept)) return typed(now);
    // A page that is closed to its reader is not asked for with each other page.
    write(key, { ...kept, fields: Object.fromEntries(left), looked: form ? undefined : Date.now() });
    return left;
  } catch {
    return fields;
  }
}

function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
}

function notice(kept) {
  const box = make("section", { class: "notice warn kept", "aria-labelledby": "kept" });
  // Where something else is being typed it stays folded.
  const fold = make("details", document.querySelector("form[data-autosave]") ? {} : { open: "" });
  fold.append(make("summary", {}, make("strong", { id: "kept" }, words.keptTitle)), make("p", {}, words.keptHint));
  fold.append(...kept.map((one) => item(one, box)));
  box.append(fold);
  return make("div", { class: "wrap" }, box);
}

function item({ key, at, page, title, fields, here }, box) {
  const link = make("a", { href: inLanguage(page), id: key.replaceAll(" ", "-") }, title || page);
  const button = (words) => make("button", { class: "btn small", type: "button", "aria-describedby": link.id }, words);
  const drop = button(words.keptDrop), row = make("p", { class: "row" }, drop);
  const texts = new Map(fields.map((field) => [field, text(field)]));
  const part = make(
    "div", { class: "flow flow-2" }, make("p", { class: "title" }, link), make("p", { class: "small quiet" }, written(at)),
    ...texts.values(), row);
  drop.addEventListener("click", () => {
    discard(key, [...texts.keys()]);
    leave(part, box);
  });
  const mine = here ? fields.filter(([name]) => controlsOf(here, name).length) : [];
  if (!mine.length) return part;
  const take = button(words.keptBack);
  row.prepend(take);
  take.addEventListener("click", () => {
    for (const field of mine) {
      texts.get(field).remove();
      texts.delete(field);
    }
    take.remove();
    // What this form has no field for stays, to be copied.
    if (!texts.size) leave(part, box);
    putBack(here, mine);
  });
  return part;
}

/** Typed again, in effect: it is kept until it has arrived, and no other text goes unasked. */
function putBack(form, fields) {
  for (const [name, { values }] of fields) {
    fill(form, name, values);
    for (const control of controlsOf(form, name)) control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const [first] = controlsOf(form, fields[0][0]);
  // A form may be folded.
  for (let fold = first.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  first.focus();
}

function leave(part, box) {
  part.remove();
  const next = box.querySelector("button");
  if (!next) {
    document.querySelector("main").tabIndex = -1;
    box.parentElement.remove();
  }
  (next ?? document.querySelector("main"))?.focus();
}

function text([, { label, text, values }]) {
  const field = make("textarea", { class: "input", readonly: "", rows: "3" });
  field.value = text || values.join("\n");
  return make("label", { class: "flow flow-2" }, make("span", { class: "label" }, label), field);
}

function discard(key, gone) {
  const kept = read(key);
  if (!kept) return;
  for (const [name] of gone) delete kept.fields[name];
  write(key, kept);
}
