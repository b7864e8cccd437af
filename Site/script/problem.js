/** Shows below a field what stands against its value, or takes it away. */
export function setProblem(form, name, message) {
  const found = form.elements[name];
  const controls = found instanceof RadioNodeList ? [...found] : [found];
  const holder = controls[0]?.closest(".field, fieldset");
  if (!holder) return;
  const id = `${controls[0].id || name}-problem`;
  const shown = holder.querySelector(":scope > .error") ?? (message && newProblem(holder, id));
  if (!shown) return;
  shown.textContent = message ?? "";
  shown.hidden = !message;
  for (const control of controls) describe(control, shown.id, message);
  if (!message) settle(name);
}

/** What the page lists above as to be corrected goes with it. */
function settle(name) {
  for (const link of document.querySelectorAll(":is(.notice.warn, .error-summary) :is(li, p) > a")) {
    if (link.getAttribute("href") !== `#${name}`) continue;
    const notice = link.closest(".notice, .error-summary");
    link.parentElement.remove();
    if (!notice.querySelector('a[href^="#"]')) notice.remove();
  }
  if (!document.querySelector(".error-summary")) document.title = document.title.replace(/^(Erreur|Error)\s*:\s*/u, "");
}

function newProblem(holder, id) {
  const problem = document.createElement("p");
  problem.className = "error";
  problem.id = id;
  holder.append(problem);
  return problem;
}

function describe(control, id, message) {
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  const all = message ? [...others, id] : others;
  if (all.length) control.setAttribute("aria-describedby", all.join(" "));
  else control.removeAttribute("aria-describedby");
  if (message) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
