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
})();
