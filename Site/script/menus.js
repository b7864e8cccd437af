// The menus of the head close as menus do: by Escape, by a click beside them, and when the focus goes on to what they would cover.
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

addEventListener("focusin", ({ target }) => {
  for (const menu of document.querySelectorAll(opened)) if (!menu.contains(target)) menu.open = false;
  for (const menu of document.querySelectorAll("header nav:popover-open")) {
    if (!menu.contains(target) && target.popoverTargetElement !== menu) menu.hidePopover();
  }
});
