// Keys of the jury desk: digits choose the level of <form data-desk>, n presses its [data-next] button.
// They are on while <input type="checkbox" data-desk-keys>, which says what they do, is there and checked.
const remembered = "desk keys";
const fieldOfText = "select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])";
const keys = document.querySelector("input[data-desk-keys]");
// Two digits in that time, in milliseconds, are one level where the scale has it: 1 then 0 is 10.
const together = 800;
let before = { digit: "", at: -together };

if (keys) {
  keys.checked = localStorage.getItem(remembered) !== "off";
  keys.addEventListener("change", () => localStorage.setItem(remembered, keys.checked ? "on" : "off"));
  keys.closest("[hidden]")?.removeAttribute("hidden");
  document.addEventListener("keydown", press);
}

function press(event) {
  if (!keys.checked || event.target.matches(fieldOfText) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const form = document.activeElement.closest("form[data-desk]") ?? document.querySelector("form[data-desk]");
  const control = form && controlFor(event, form);
  if (!control) return;
  event.preventDefault();
  control.focus();
  control.click();
}

// By the key's place and not its sign: the French keyboard gives digits with the shift key only.
function controlFor({ code, key, timeStamp }, form) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (!digit) return key === "n" ? form.querySelector("[data-next]") : null;
  const tens = timeStamp - before.at < together ? before.digit : "";
  before = { digit, at: timeStamp };
  return (tens && level(form, tens + digit)) || level(form, digit);
}

// The levels that stand there are those of the grid.
function level(form, number) {
  return form.querySelector(`input[type=radio][value="${number}"]`);
}
