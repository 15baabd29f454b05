/* Opens the search. Its engine and its index are fetched the first time, not before: the page stays light. */
(function () {
  "use strict";
  var dialog = document.querySelector("[data-search]"), button = document.querySelector("[data-search-open]");
  if (!dialog || !button || !dialog.showModal || !window.Intl || !Intl.PluralRules) { return; }
  var count = dialog.querySelector("[data-search-count]"), words = dialog.querySelector("input"), fetched = false;
  button.hidden = false;

  function failed() {
    fetched = false;
    count.textContent = dialog.dataset.failed;
    dialog.querySelector("[data-search-help]").hidden = false;
  }

  function fetchAll() {
    var waiting = dialog.dataset.scripts.split(" ").length;
    fetched = true;
    count.textContent = dialog.dataset.loading;
    window.siteSearch = {};
    dialog.dataset.scripts.split(" ").forEach(function (address) {
      var script = document.createElement("script");
      script.src = address;
      script.onerror = failed;
      script.onload = function () {
        waiting -= 1;
        if (waiting) { return; }
        try { window.siteSearch.start(dialog); } catch (error) { failed(); }
      };
      document.head.appendChild(script);
    });
  }

  function open() {
    if (dialog.open) { return; }
    dialog.showModal();
    words.focus();
    if (!fetched) { fetchAll(); }
  }
  function forget() { words.value = ""; words.dispatchEvent(new Event("input")); }

  button.addEventListener("click", open);
  dialog.querySelector("[data-search-close]").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (event) {
    /* Beside the panel; and on the way out, so that nothing of the dialog stays above the cover. */
    if (event.target === dialog || event.target.closest("[data-exit]")) { dialog.close(); }
  });
  dialog.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
  dialog.addEventListener("close", forget);
  window.addEventListener("pagehide", function () { if (dialog.open) { dialog.close(); } forget(); });
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); open(); }
  });
})();
