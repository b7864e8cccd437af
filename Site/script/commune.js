// Offers towns while the name of one is typed, from the site's own list: <input data-communes="/path?debut=">. What is chosen brings
// its code, its department, and its postcode where it has one alone, to the controls that data-code, data-department and data-postcode
// name. Without this script the name is looked up when it is saved, or stands as it was typed.
const pause = 200, shortest = 2;

for (const input of document.querySelectorAll("input[data-communes]")) offerTo(input);

function offerTo(input) {
  const list = document.createElement("ul"), said = document.createElement("span");
  let timer, asked = 0, offers = [], active = -1;
  list.id = `${input.id}-offers`;
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.list);
  said.className = "vh";
  said.setAttribute("role", "status");
  input.after(list, said);
  input.parentElement.classList.add("offering");
  const facts = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(facts)) input.setAttribute(name, value);

  input.addEventListener("input", ({ isTrusted }) => {
    if (!isTrusted && list.dataset.chosen === input.value) return;
    // Another name is another town; what somebody typed themselves stays.
    if (isOwn(input) || list.dataset.chosen !== undefined) setCode(input, "");
    delete list.dataset.chosen;
    clearTimeout(timer);
    close();
    if (input.value.trim().length >= shortest) timer = setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden || event.isComposing) return;
    if (step) mark((active + step + offers.length + (active < 0 && step < 0 ? 1 : 0)) % offers.length);
    else if (event.key === "Enter" && active >= 0) choose(offers[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  // The input keeps the focus while one is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const place = [...list.children].indexOf(target.closest("li"));
    if (place >= 0) choose(offers[place]);
  });

  async function ask() {
    const turn = ++asked;
    const answer = await fetch(input.dataset.communes + encodeURIComponent(input.value.trim()), { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : undefined)).catch(() => undefined);
    // An older answer says nothing of what is typed now; without one the line is a line.
    if (turn !== asked || !Array.isArray(answer) || document.activeElement !== input) return;
    offers = answer;
    list.replaceChildren(...offers.map(({ words }, place) => {
      const item = document.createElement("li");
      [item.id, item.textContent] = [`${list.id}-${place}`, words];
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      return item;
    }));
    active = -1;
    list.hidden = !offers.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const { none, one, several } = input.dataset;
    said.textContent = [none, one][offers.length] ?? several.replace("%1", offers.length);
  }

  function mark(place) {
    active = place;
    for (const [other, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(other === place));
    list.children[place].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[place].id);
  }

  function close() {
    asked += 1;
    [list.hidden, active, said.textContent] = [true, -1, ""];
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose({ name, code, postcode, department }) {
    clearTimeout(timer);
    close();
    list.dataset.chosen = name;
    type(input, name);
    setCode(input, code);
    for (const [own, value] of [[input.dataset.postcode, postcode], [input.dataset.department, department]]) {
      const control = own && input.form.elements[own];
      if (control && value) type(control, value);
    }
  }
}

/** As if it had been typed: the page saves itself. */
function type(control, value) {
  control.value = value;
  for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
}

/** The code is this script's own, or of a list of towns: nobody types it. */
function isOwn(input) {
  const control = input.form.elements[input.dataset.code ?? ""];
  return !control || control.type !== "text";
}

/** The code goes where towns of one name are told apart, or in a control of its own that is not seen; nowhere where none is asked for. */
function setCode(input, code) {
  const name = input.dataset.code;
  if (!name) return;
  let control = input.form.elements[name];
  if (!control) {
    if (!code) return;
    control = document.createElement("input");
    [control.type, control.name] = ["hidden", name];
    input.after(control);
  }
  if (control.localName === "select" && code && ![...control.options].some(({ value }) => value === code)) {
    control.add(new Option(input.value, code));
  }
  if (control.value !== code) type(control, code);
}
