// Passkeys: <form data-passkey="get|create" data-question="/path" data-refused="…" hidden> is uncovered where the browser has
// them. Its button asks the site what is to be signed, the browser for the passkey, and sends the form with the answer.
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.parentElement.querySelector("[data-passkey-without]")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(form).catch(() => say(form, form.dataset.refused));
  });
}

async function use(form) {
  say(form, "");
  const token = form.elements.token.value;
  const answer = await fetch(form.dataset.question, {
    method: "POST", body: new URLSearchParams({ token }), headers: { Accept: "application/json" },
  });
  if (answer.status === 401) return location.assign(form.dataset.proof);
  if (!answer.ok) throw new Error(answer.status);
  const question = await answer.json();
  question.challenge = bytes(question.challenge);
  const { id, response } = form.dataset.passkey === "get" ? await get(question) : await create(question);
  fill(form, {
    id, client: response.clientDataJSON, attestation: response.attestationObject,
    authenticator: response.authenticatorData, signature: response.signature,
  });
  form.submit();
}

function get(publicKey) {
  publicKey.allowCredentials = known(publicKey.allowCredentials);
  return navigator.credentials.get({ publicKey });
}

function create(publicKey) {
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = known(publicKey.excludeCredentials);
  return navigator.credentials.create({ publicKey });
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name];
    if (field && value) field.value = typeof value === "string" ? value : text(value);
  }
}

// Why nothing happened, under the button and read out.
function say(form, words) {
  let line = form.querySelector("[data-said]");
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "error" });
    line.dataset.said = "";
    line.setAttribute("role", "alert");
    form.append(line);
  }
  line.textContent = words;
}
