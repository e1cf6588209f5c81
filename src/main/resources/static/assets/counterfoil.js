// Small helps only: every page works without them.
(function () {
  // A form marked data-confirm asks before it is sent.
  document.addEventListener("submit", event => {
    const question = event.target.dataset && event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
  // What is wrong is where the reader goes on; it is read out then.
  document.querySelector("[role=alert][tabindex]")?.focus();
  // A chart that is wider than its place shows its end first: that is now.
  document.querySelectorAll(".scroll-x > .chart").forEach(chart => { chart.parentElement.scrollLeft = chart.parentElement.scrollWidth; });
  // A select or checkbox marked data-submit sends its form.
  document.addEventListener("change", event => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });
  // A checkbox marked data-chooses chooses all boxes of the name that it says; without this there is none to see.
  document.querySelectorAll("input[data-chooses]").forEach(all => {
    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
      document.querySelectorAll(`input[type=checkbox][name="${all.dataset.chooses}"]`).forEach(box => { box.checked = all.checked; });
    });
  });
  // A link marked data-insert puts its text where the writer is; without that it leads to the page with the text in it.
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-insert]");
    const field = document.getElementById("text");
    if (!link || !field || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fetch(link.dataset.insert).then(answer => (answer.ok ? answer.text() : Promise.reject(answer))).then(text => {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }).catch(() => { window.location = link.href; });
  });
  // What is marked data-while-looked-at asks nothing while its page is hidden or nobody has touched it for ten minutes: a
  // forgotten page keeps nobody signed in.
  const FORGOTTEN_MS = 10 * 60 * 1000;
  let touched = Date.now();
  for (const sign of ["pointerdown", "pointermove", "keydown", "scroll"]) {
    document.addEventListener(sign, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
  document.addEventListener("htmx:beforeRequest", event => {
    const looked = !document.hidden && Date.now() - touched < FORGOTTEN_MS;
    if (!looked && event.target.matches("[data-while-looked-at]")) event.preventDefault();
  });
  // Files that are too large are told of before they are sent.
  document.addEventListener("change", event => {
    const chosen = event.target;
    if (!chosen.matches("input[data-most-bytes]")) return;
    const bytes = Array.from(chosen.files).reduce((sum, file) => sum + file.size, 0);
    chosen.setCustomValidity(bytes > Number(chosen.dataset.mostBytes) ? chosen.dataset.tooLarge : "");
    chosen.reportValidity();
  });
  // What is begun in a form marked data-draft is kept when its writer leaves; once it is sent there is nothing to keep.
  const form = document.querySelector("form[data-draft]");
  if (form) {
    let written = false;
    let sent = false;
    form.addEventListener("input", () => { written = true; });
    form.addEventListener("submit", () => { sent = true; });
    window.addEventListener("pageshow", () => { sent = false; });
    document.addEventListener("htmx:beforeRequest", event => {
      if (sent && event.target.matches("[data-draft-of]")) event.preventDefault();
    });
    window.addEventListener("pagehide", () => {
      const all = new URLSearchParams(new FormData(form));
      const told = written && !sent ? all : new URLSearchParams({ _csrf: all.get("_csrf") });
      told.set("leaving", "true");
      navigator.sendBeacon(form.dataset.draft, told);
    });
  }
})();
