// Leaves a page when what was typed on it has been saved: forms and links wait for that, a few seconds at most.
const patience = 4000;

/**
 * `settle` is told the form that is being sent, if any. It gives `wait`, a promise, when something is still to be saved, and
 * `answer`, a promise of whether to leave at all, where the form can tell; nothing when there is nothing to wait for.
 */
export function guardLeaving({ isUnsaved, settle }) {
  let isLeaving = false, isWaiting = false;

  async function leave(event, form, go) {
    if (isLeaving || event.defaultPrevented) return;
    if (isWaiting && form) return event.preventDefault();
    const { wait, answer } = settle(form) ?? {};
    if (!wait && !answer) return;
    event.preventDefault();
    isWaiting = Boolean(answer);
    const isFree = await (answer ?? Promise.race([wait, new Promise((resolve) => setTimeout(resolve, patience))]));
    isWaiting = false;
    if (answer && !isFree) return;
    isLeaving = true;
    go();
    isLeaving = false;
  }

  document.addEventListener("submit", (event) => {
    leave(event, event.target, () => event.target.requestSubmit(event.submitter));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.shiftKey || event.altKey || event.metaKey);
    if (!link || !isPlain || link.target || link.download || link.getAttribute("href").startsWith("#")) return;
    leave(event, undefined, () => location.assign(link.href));
  });
  addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault());
}
