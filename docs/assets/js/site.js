/* Enhancements only: every page reads, links, switches language, calls and prints without this file. */
(function () {
  "use strict";

  /* The theme fetches a sitemap beside every alternate it finds here; search engines have read them already. */
  document.querySelectorAll("link[rel=alternate]").forEach(function (link) { link.remove(); });

  /* Quick exit: cover the page at once, then replace it in the history. Nothing is stored or sent. */
  document.querySelectorAll("[data-exit]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      var cover = document.createElement("div");
      cover.className = "exit-cover";
      document.body.appendChild(cover);
      document.title = "…";
      window.location.replace(link.href);
    });
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && document.querySelector(".exit-cover")) { window.location.reload(); }
  });

  /* The search button opens the theme's search and gives it the focus. */
  document.querySelectorAll("[data-search-open]").forEach(function (button) {
    button.addEventListener("click", function () {
      var toggle = document.getElementById("__search");
      if (!toggle.checked) { toggle.click(); }
      var query = document.querySelector(".md-search__input");
      if (query) { query.focus(); }
    });
  });

  /* Closing gives the focus back to where it came from. */
  function closeSearch() {
    var toggle = document.getElementById("__search");
    if (toggle.checked) { toggle.click(); }
    var opener = document.querySelector("[data-search-open]");
    if (opener && opener.offsetParent) { opener.focus(); }
  }
  document.querySelectorAll("[data-search-close]").forEach(function (button) {
    button.addEventListener("click", closeSearch);
  });

  /* The theme searches on keyup only: pasted, dictated and suggested words count too. */
  document.querySelectorAll(".md-search__input").forEach(function (query) {
    query.addEventListener("input", function () { query.dispatchEvent(new Event("keyup")); });
  });

  /* The menu closes with Escape and when the reader goes elsewhere. */
  document.querySelectorAll("details.menu").forEach(function (menu) {
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) { menu.open = false; }
    });
  });

  /* A closed list of contents or answers opens for print and closes again. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
})();
