// A page of several forms: what is typed in one is not lost, without a word, by sending another or by leaving, nor by sending it
// while the site is out of reach.
import { isReached } from "./post.js";

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
document.addEventListener("input", () => { sent = undefined; });
addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form !== sent && isTyped(form))) event.preventDefault();
});

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
