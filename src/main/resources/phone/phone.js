// Small helps: the page works without them, but for what a phone shows without a connection.
(function () {
  const root = document.documentElement;
  const script = document.currentScript;

  // Times in the phone's own zone, but for those that are told by the clocks of another place.
  function localTimes(within) {
    const format = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "short" });
    within.querySelectorAll("time[datetime]:not([data-there])").forEach(time => {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.valueOf())) time.textContent = format.format(at);
    });
  }

  // Without a connection nothing can be changed; what is shown is as old as it says.
  function withoutConnection() {
    root.querySelectorAll("form button").forEach(button => { button.disabled = true; });
    const since = root.querySelector(".without .since");
    const at = root.dataset.offline;
    if (since && at) since.dateTime = at;
  }

  // The worker keeps the pages of downloaded tickets, and forgets those of tickets that are gone.
  function keepTickets() {
    if (!navigator.serviceWorker || root.dataset.offline || !document.getElementById("live")) return;
    const all = !document.querySelector("a[rel=next]") && !location.search.includes("after=");
    const pages = [...document.querySelectorAll("a[data-keep]")].map(link => link.href);
    navigator.serviceWorker.ready.then(worker => worker.active && worker.active.postMessage({ keep: pages, all }));
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (root.dataset.offline) withoutConnection();
    localTimes(document);
    if (navigator.serviceWorker) {
      navigator.serviceWorker.register(script.dataset.worker, { scope: script.dataset.scope });
    }
    if (location.pathname === script.dataset.scope) keepTickets();
    // the problem of a form, or what was done, is where the reader goes on
    const problem = document.getElementById("problem");
    const field = document.querySelector("[aria-invalid]");
    if (problem && field) field.focus();
  });
  document.addEventListener("submit", event => {
    if (navigator.onLine) return;
    event.preventDefault();
    root.dataset.offline = new Date().toISOString();
    withoutConnection();
    localTimes(document);
  });
  window.addEventListener("online", () => { if (root.dataset.offline) location.reload(); });
  // A phone says that it is online before its first question gets an answer: what was not kept is asked for again.
  const AGAIN_MS = 3000;
  if (root.dataset.offline === "none" && navigator.onLine) setTimeout(() => location.reload(), AGAIN_MS);
  document.addEventListener("htmx:afterSwap", () => {
    localTimes(document);
    if (root.dataset.offline) withoutConnection();
  });
})();
