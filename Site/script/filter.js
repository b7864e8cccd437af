// In <form data-filter> a box of a facet acts as soon as it is ticked, which the page then says above the facets. The new page
// comes back to that box where it was pressed; ticked with the keyboard, to how many there are now, as a chip and an order do.
// Closed lists and words are sent by their button: the new page comes back to what was found.
const place = "filter place";
const found = "found", counted = "counted";

const remember = (...what) => sessionStorage.setItem(place, JSON.stringify([...what, scrollY]));

for (const form of document.querySelectorAll("form[data-filter]")) {
  form.addEventListener("change", ({ target }) => {
    if (!target.matches(".facet [type=checkbox]")) return;
    if (target.matches(":focus-visible")) remember(counted, "");
    else remember(target.name, target.value);
    form.requestSubmit();
  });
  form.addEventListener("submit", ({ submitter }) => submitter && remember(found, ""));
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}

const atOnce = document.getElementById("at-once");
if (atOnce) {
  atOnce.hidden = false;
  for (const facet of document.querySelectorAll(".facet")) facet.setAttribute("aria-describedby", atOnce.id);
}

// A page that the browser kept is shown as it was left, the last choice made: what holds is what its address says.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.querySelectorAll("form[data-filter]")) form.reset();
});

const [name, value, top] = JSON.parse(sessionStorage.getItem(place)) ?? [];
sessionStorage.removeItem(place);
const control = [...document.querySelectorAll(".facet [type=checkbox]")].find((box) => box.name === name && box.value === value);
if (control) {
  for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  control.focus({ preventScroll: true });
  scrollTo(0, top);
} else if (name) {
  // How many there are: said above them, by the name of their table, or by the sentence in its place.
  const count = document.getElementById("count") ?? document.querySelector("main .scroll[role=region], main .empty");
  if (count?.tabIndex === -1) count.tabIndex = -1;
  count?.focus({ preventScroll: name === found });
  if (name === found) scrollTo(0, top);
}
