// Texts that are not saved yet, kept on this device: for whoever typed them, a week at most, and not beyond signing out.
const life = 7 * 24 * 3600 * 1000;
const mark = "unsaved ";
const { lang } = document.documentElement;
const prefix = lang === "fr" ? "" : `/${lang}`;
const all = () => Object.keys(localStorage).filter((key) => key.startsWith(mark));

/** Who is signed in. Nobody else is offered what they typed. */
export const owner = document.body.dataset.owner;
/** A path without its language: a text is that of its thing, whichever page it was typed on. */
export const plain = (path) => (prefix && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path);
export const inLanguage = (path) => prefix + path;
export const keyOf = (form) => mark + plain(form.dataset.autosave ?? form.getAttribute("action"));
export const formOf = (key, page = document) =>
  [...page.querySelectorAll("form[data-autosave], form[method=post]:has(textarea)")].find((form) => keyOf(form) === key);

/** What is kept under a key: when, where, and the fields by their names. Nil when it is too old, or somebody else's. */
export function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept?.owner === owner && Date.now() - kept.at < life ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it, or lets go of it where it has no field left. */
export function write(key, kept) {
  try {
    if (Object.keys(kept.fields).length) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // Storage is full or refused: the server's copy is the one that counts.
  }
}

export function keys() {
  try {
    return all();
  } catch {
    return [];
  }
}

/** What a form has under a name: nothing, one control, or several. */
export function controlsOf(form, name) {
  const found = form.elements[name];
  return found instanceof RadioNodeList ? [...found] : found ? [found] : [];
}

export function fill(form, name, values) {
  controlsOf(form, name).forEach((control, index) => {
    if (/^(checkbox|radio)$/.test(control.type)) control.checked = values.includes(control.value);
    else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
    else control.value = values[index] ?? "";
  });
}

/** A field's values as they would be sent; one empty value when nothing is chosen. */
export function valuesOf(form, name) {
  const values = new FormData(form).getAll(name);
  return values.length ? values : [""];
}

const bare = (values) => String(values).normalize("NFC").replace(/\s+/g, "");

/** Whether a form holds something else than what is kept of a field; blanks count for nothing, the server mends them. */
export const differs = (form, [name, { values }]) => bare(form.elements[name] ? valuesOf(form, name) : [""]) !== bare(values);

/** Drops what is too old, and what is somebody else's. */
export function sweep() {
  for (const key of keys()) if (!read(key)) localStorage.removeItem(key);
}

const leaving = "leaving";
const here = () => location.origin + location.pathname + location.search;

const textsOf = (key) =>
  Object.values(read(key)?.fields ?? {}).flatMap(({ values }) => values ?? []).map(bare).filter(Boolean);

/** A form is sent with kept texts in it: the page that comes after it, unless it refuses, says that they have arrived. */
export function leave(form) {
  const sent = new Set([...new FormData(form).values()].map(bare));
  const gone = keys().filter((key) => textsOf(key).length && textsOf(key).every((text) => sent.has(text)));
  try {
    if (gone.length) sessionStorage.setItem(leaving, JSON.stringify({ gone, from: here() }));
  } catch {
    // Storage is full or refused.
  }
}

/** What the page carries on, to be confirmed, has not arrived yet. A page that a saved form led to may show the text in a form of its own. */
export function settle() {
  try {
    const left = JSON.parse(sessionStorage.getItem(leaving));
    sessionStorage.removeItem(leaving);
    const [{ responseStatus = 200, redirectCount = 0, type } = {}] = performance.getEntriesByType("navigation");
    const isRefused = responseStatus >= 400 || document.querySelector(".error-summary");
    if (left?.from !== document.referrer || type !== "navigate" || isRefused) return;
    const fields = redirectCount ? [] : document.querySelectorAll("input[type=hidden], textarea");
    const carried = new Set([...fields].map(({ value }) => bare(value)));
    for (const key of left.gone) if (!textsOf(key).some((text) => carried.has(text))) localStorage.removeItem(key);
  } catch {
    // Storage is refused.
  }
}

/** Drops all of it, as the answer to signing out asks the browser to: not all of them do. */
export function forget() {
  try {
    for (const key of all()) localStorage.removeItem(key);
    sessionStorage.clear();
  } catch {
    // Storage is refused.
  }
}
