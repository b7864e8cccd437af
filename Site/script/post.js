const patience = 20_000, briefly = 5000;

/** Posts some fields of a form; status 0 when no answer came, 401 when the answer was the way to another page. */
export async function post(form, fields) {
  const { token, revision } = form.elements;
  const body = new URLSearchParams([["token", token?.value ?? ""], ["revision", revision.value]]);
  for (const [name, values] of fields) for (const value of values) body.append(name, value);
  // A small request outlives the page that is being closed.
  const keepalive = document.hidden && String(body).length < 60_000;
  const signal = AbortSignal.timeout(patience);
  const headers = { Accept: "application/json" };
  const request = { method: "POST", headers, body, signal, keepalive, redirect: "manual" };
  try {
    const answer = await fetch(form.dataset.autosave, request);
    const said = await answer.json().catch(() => null);
    return { status: answer.type === "opaqueredirect" ? 401 : answer.status, said };
  } catch {
    return { status: 0, said: null };
  }
}

/** Several forms of a page may change one thing: they bear its name in data-of, and move on together. */
export function setRevision(form, revision) {
  const own = form.elements.revision, thing = own.dataset.of;
  const all = thing ? document.querySelectorAll(`input[name=revision][data-of="${CSS.escape(thing)}"]`) : [own];
  for (const input of all) input.value = revision;
}

/** Whether the site answers: asked of a file that costs it nothing, before a page is left for an answer. */
export async function isReached() {
  if (!navigator.onLine) return false;
  try {
    const request = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(briefly) };
    return (await fetch(import.meta.url, request)).status < 502;
  } catch {
    return false;
  }
}
