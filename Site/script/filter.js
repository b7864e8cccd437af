// Applies <form data-filter> as soon as a choice is made, and comes back to that choice on the new page.
const place = "filter place";

for (const form of document.querySelectorAll("form[data-filter]")) {
  let timer;
  form.addEventListener("change", ({ target }) => {
    if (!target.matches("select, [type=checkbox], [type=radio]")) return;
    sessionStorage.setItem(place, JSON.stringify([target.name, target.value, target.type, scrollY]));
    clearTimeout(timer);
    // A closed list changes with every arrow key.
    timer = setTimeout(() => form.requestSubmit(), target.matches("select") ? 700 : 0);
  });
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}

// A page that the browser kept is shown as it was left, the last choice made: what holds is what its address says.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.querySelectorAll("form[data-filter]")) form.reset();
});

const [name, value, type, top] = JSON.parse(sessionStorage.getItem(place)) ?? [];
sessionStorage.removeItem(place);
const isSame = (control) => control.name === name && control.type === type;
const control = [...document.querySelectorAll("form[data-filter] :is(select, input)")].find(
  (control) => isSame(control) && (control.matches("select") || control.value === value),
);
if (control) {
  for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  control.focus({ preventScroll: true });
  scrollTo(0, top);
}
