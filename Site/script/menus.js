// The menus of the head close as menus do: by Escape, and by a click beside them.
const opened = "header details.switch[open]";

addEventListener("keydown", ({ key }) => {
  const menu = document.querySelector(opened);
  if (key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(opened)) if (!menu.contains(target)) menu.open = false;
});
