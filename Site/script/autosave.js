// Saves <form data-autosave="/path"> while it is filled in, one request at a time; the form works without it.
import { guardLeaving } from "./leaving.js";
import { Saver } from "./saver.js";

const forms = [...document.querySelectorAll("form[data-autosave]")].map((form) => new Saver(form));
// What the button saved is said above; once the line of the form speaks for itself, it alone does.
const told = document.querySelector(".notice.ok[role=status]");
for (const { status } of told ? forms : []) {
  if (status) new MutationObserver(() => told.remove()).observe(status, { attributes: true, attributeFilter: ["data-state"] });
}
addEventListener("online", () => forms.forEach((form) => form.resume()));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // its revision is of the past
document.addEventListener("visibilitychange", () => document.hidden && forms.forEach((form) => form.send()));
guardLeaving({
  isUnsaved: () => forms.some((form) => form.isUnsaved),
  settle(left) {
    const own = forms.find(({ form }) => form === left);
    const others = forms.filter((form) => form !== own && form.isUnsaved);
    others.forEach((form) => form.send());
    // Its button waits for its own answer, however long: it leads on, or the page says why it stays.
    return own ? { answer: own.finish().catch(() => true) } : others.length ? { wait: Saver.line } : undefined;
  },
});
