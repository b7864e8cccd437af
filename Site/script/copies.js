// Texts that are not saved yet, kept on this device: for whoever typed them, a week at most, and not beyond signing out.
const life = 7 * 24 * 3600 * 1000;
const mark = "unsaved ";
const all = () => Object.keys(localStorage).filter((key) => key.startsWith(mark));

/** Who is signed in. Nobody else is offered what they typed. */
export const owner = document.body.dataset.owner;
export const keyOf = (form) => mark + form;

function isGood(key) {
  try {
    const { at, owner: whose } = JSON.parse(localStorage.getItem(key)) ?? {};
    return whose === owner && Date.now() - at < life;
  } catch {
    return false;
  }
}

/** Drops what is too old, and what is somebody else's. */
export function sweep() {
  try {
    for (const key of all()) if (!isGood(key)) localStorage.removeItem(key);
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
