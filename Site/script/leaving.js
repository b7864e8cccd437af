// Leaves a page when what was typed on it has been saved: forms and links wait for that, a few seconds at most.
const patience = 4000;

/** `settle` gives a promise when something is still to be saved; it is told the form that is being sent, if any. */
export function guardLeaving({ isUnsaved, settle }) {
  let isLeaving = false;

  function leave(event, form, go) {
    const settled = isLeaving || event.defaultPrevented ? undefined : settle(form);
    if (!settled) return;
    event.preventDefault();
    Promise.race([settled, new Promise((resolve) => setTimeout(resolve, patience))]).then(() => {
      isLeaving = true;
      go();
      isLeaving = false;
    });
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
