// Saves <form data-autosave="/path"> while it is filled in, one request at a time; the form works without it.
import { guardLeaving } from "./leaving.js";
import { Saver } from "./saver.js";

const forms = [...document.querySelectorAll("form[data-autosave]")].map((form) => new Saver(form));
// What the button saved is said above; once the line of the form speaks for itself, it alone does.
const told = document.querySelector(".notice.ok[role=status]");
for (const { status } of told ? forms : []) {
  if (status) new MutationObserver(() => told.remove()).observe(status, { attributes: true, attributeFilter: ["data-state"] });
}
addEventListener("online", () => forms.forEach((form) => form.send()));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // its revision is of the past
document.addEventListener("visibilitychange", () => document.hidden && forms.forEach((form) => form.send()));
guardLeaving({
  isUnsaved: () => forms.some((form) => form.isUnsaved),
  settle(left) {
    const own = forms.find(({ form }) => form === left);
    own?.stop(); // what it holds leaves with it
    const others = forms.filter((form) => form.isUnsaved);
    others.forEach((form) => form.send());
    return others.length || own?.sent.length ? Saver.line : undefined;
  },
});
