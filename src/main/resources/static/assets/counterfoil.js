// Small helps only: every page works without them.
(function () {
  // A form marked data-confirm asks before it is sent.
  document.addEventListener("submit", event => {
    const question = event.target.dataset && event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
  // A select or checkbox marked data-submit sends its form.
  document.addEventListener("change", event => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });
})();
