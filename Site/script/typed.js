// A page of several forms: what is typed in one is not lost, without a word, by sending another or by leaving.
const forms = [...document.querySelectorAll("form[method=post]:not([data-autosave])")];
const text = (value) => (typeof value === "string" ? value : value.name);
const said = (form) => [...new FormData(form)].map(([name, value]) => `${name}=${text(value)}`).join("\n");
const first = new Map(forms.map((form) => [form, said(form)]));
let sent;

document.addEventListener("submit", ({ target }) => { sent = target; });
document.addEventListener("input", () => { sent = undefined; });
addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form !== sent && said(form) !== first.get(form))) event.preventDefault();
});
