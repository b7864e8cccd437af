// On every page of somebody who is signed in: what another person left unsaved on this device goes, one's own is said, and goes
// at signing out.
import { forget, leave, settle, sweep } from "./copies.js";
import { tell } from "./kept.js";

const ways = /\/(deconnexion|mon-compte\/quitter-partout)$/;

sweep();
settle();
tell();
// A page may put it off until what was typed is saved: then it is sent once more.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (ways.test(event.target.getAttribute("action"))) forget();
  else leave(event.target);
});
