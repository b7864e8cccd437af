// Shows and hides the questions that other answers bring up, as they are typed: <div data-when='{"any":false,"parts":[…]}'>. Without
// it the page does so when it is saved. What a question that is hidden says counts as not answered, and is kept.
const french = document.documentElement.lang !== "en";

for (const form of document.querySelectorAll("form")) {
  // What a device kept is dated in an element of that name too, which holds no condition.
  const questions = [...form.querySelectorAll('[data-when^="{"]')].map((element) => ({ element, when: JSON.parse(element.dataset.when) }));
  if (!questions.length) continue;
  const show = () => {
    // A question may bring up another, which stands anywhere: at most as many rounds as there are questions.
    for (let round = 0; round < questions.length; round += 1) if (!questions.map((question) => turn(form, question)).includes(true)) break;
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

function turn(form, { element, when }) {
  const found = when.parts.map((part) => part.known ?? holds(form, part));
  // What only the site can read, such as a day in words, stays as the site said it.
  if (found.includes(undefined)) return false;
  const hidden = !(when.any ? found.includes(true) : found.every(Boolean));
  if (element.hidden === hidden) return false;
  element.hidden = hidden;
  return true;
}

function holds(form, { field, test, values = [], kind }) {
  const controls = controlsOf(form, field).filter((control) => !control.closest('[data-when^="{"][hidden]'));
  const said = controls.flatMap(answersOf).filter((text) => text.trim());
  if (test === "answered") return said.length > 0;
  if (test === "unanswered") return said.length === 0;
  if (!said.length) return false;
  if (kind === "choices" || kind === "terms") {
    const has = values.some((value) => said.includes(value));
    return test === "is-not" ? !has : has;
  }
  const reads = kind === "number" || kind === "money" ? figure : kind === "date" ? day : (text) => text.trim();
  if (test === "is" || test === "is-one-of") return anyOf(values, (value) => same(reads(said[0]), reads(value)));
  if (test === "is-not") { const equal = same(reads(said[0]), reads(values[0])); return equal === undefined ? undefined : !equal; }
  const place = kind === "choice" ? placeIn(controls[0]) : kind === "checkpoint" ? figure : reads;
  const [one, other] = [place(said[0]), place(values[0])];
  if (one === undefined || other === undefined) return kind === "date" ? undefined : false;
  return { "at-least": one >= other, "at-most": one <= other, before: one < other, after: one > other }[test];
}

function controlsOf(form, field) {
  return [...form.elements].filter(({ name }) => name === field || name.startsWith(`${field}.`) && name !== `${field}.insee`);
}

function answersOf(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked ? [control.value] : [];
  // What a row is preset with says nothing.
  return /\.(direction|side)$/.test(control.name) ? [] : [control.value];
}

const anyOf = (values, test) => { const found = values.map(test); return found.includes(true) || (found.includes(undefined) ? undefined : false); };
const same = (one, other) => one === undefined || other === undefined ? undefined : one === other;

const placeIn = (list) => (value) => {
  const place = [...list.options ?? []].findIndex((option) => option.value === value);
  return place < 0 ? undefined : place;
};

/** 1 234,5 or 1.234.567,5; on an English page, 1,234.5. */
function figure(text) {
  let bare = text.replace(/[\s%€]/g, "").replace("\u2212", "-");
  if (!french && /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare)) bare = bare.replaceAll(",", "");
  if (french && /^-?[1-9]\d{0,2}((\.\d{3}){2,}(,\d+)?|(\.\d{3})+,\d+)$/.test(bare)) bare = bare.replaceAll(".", "");
  bare = bare.replace(",", ".");
  return /^[+-]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}

/** A day in figures; months in words are the site's to read. */
function day(text) {
  const [, first, month, last] = text.trim().match(/^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})$/) ?? [];
  if (!first) return undefined;
  const [year, date] = first.length === 4 ? [first, last] : [last, first];
  return year.length === 4 ? Number(year) * 10000 + Number(month) * 100 + Number(date) : undefined;
}
