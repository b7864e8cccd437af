// A page of several forms: what is typed in one is not lost, without a word, by sending another or by leaving, nor by sending it
// while the site is out of reach. Its longer texts are kept on this device until they have arrived.
import { formOf, keyOf, owner, plain, read, write } from "./copies.js";
import { fieldOf, titleOf } from "./copy.js";
import { isReached } from "./post.js";

// A list that was pasted is longer, and stands in a file.
const longest = 50_000;

const forms = [...document.querySelectorAll("form[method=post]:not([data-autosave])")];
const text = (value) => (typeof value === "string" ? value : value.name);
const said = (form) => [...new FormData(form)].map(([name, value]) => `${name}=${text(value)}`).join("\n");
const first = new Map(forms.map((form) => [form, said(form)]));
// What was refused is shown as it was typed.
const isRefused = document.querySelector(".error-summary") !== null;
let sent, isFree = false, isAsking = false;

const isTyped = (form) => first.has(form) && said(form) !== first.get(form);

document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  sent = target;
  if (event.defaultPrevented || isFree || !(isTyped(target) || isRefused && first.has(target))) return;
  event.preventDefault();
  if (!isAsking) ask(target, submitter);
});
document.addEventListener("input", ({ target }) => {
  sent = undefined;
  if (target.localName === "textarea" && target.name && isKept(target.form)) keep(target.form, target.name);
});
addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form !== sent && isTyped(form))) event.preventDefault();
});

// Of forms that post to one path, the first is found again.
const isKept = (form) => owner && first.has(form) && formOf(keyOf(form)) === form;

function keep(form, name) {
  const before = read(keyOf(form)), fields = { ...before?.fields };
  const isSaid = [...form.querySelectorAll("textarea")].every((area) => area.name !== name || area.value === area.defaultValue);
  const field = fieldOf(form, name);
  if (isSaid && !isRefused || String(field.values).length > longest) delete fields[name];
  else fields[name] = field;
  write(keyOf(form), { at: Date.now(), owner, page: plain(location.pathname + location.search), title: titleOf(form), fields });
}

async function ask(form, submitter) {
  isAsking = true;
  const isThere = await isReached();
  isAsking = false;
  form.querySelector("[data-stays]")?.remove();
  if (!isThere) return stay(form, submitter);
  isFree = true;
  form.requestSubmit(submitter);
  isFree = false;
}

/** A browser's own page would stand in its place, and what was typed behind it. */
function stay(form, submitter) {
  sent = undefined;
  const words = document.createElement("p");
  words.className = "error";
  words.dataset.stays = "";
  words.setAttribute("role", "alert");
  (submitter?.closest("p, .row, .bar") ?? form.lastElementChild).before(words);
  words.textContent = document.querySelector("script[data-stay]")?.dataset.stay ?? "";
}
