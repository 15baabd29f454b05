/* Enhancements only: every page reads, links, switches language, calls and prints without this file. */
(function () {
  "use strict";

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

  /* The menu closes with Escape and when the reader goes elsewhere. */
  document.querySelectorAll("details.menu").forEach(function (menu) {
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) { menu.open = false; }
    });
  });

  /* Printing is a button where a script can press it; everywhere else, the browser's menu. */
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  /* A link into something closed opens it, and so does one to the heading of a part that is closed by itself. */
  function reveal() {
    var target = null, next = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { return; }
    if (!target) { return; }
    for (var one = target.parentElement; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") { one.open = true; }
    }
    for (next = target.nextElementSibling; next && next.tagName !== target.tagName; next = next.nextElementSibling) {
      if (next.matches("details[data-opens-with-heading]")) { next.open = true; }
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link) { window.setTimeout(reveal, 0); } /* the address may be the page's already */
  });
  if (location.hash) { reveal(); }

  /* A closed list of contents or answers opens for print and closes again. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });

  /* A browser writes the title above what it prints and into the name of a PDF: one that gives nothing away. */
  var title = document.body.dataset.printTitle, shown = document.title;
  if (title) {
    window.addEventListener("beforeprint", function () { shown = document.title; document.title = title; });
    window.addEventListener("afterprint", function () { document.title = shown; });
  }

  /* Checked more than a year ago: the build may be older than the reader's day. The date stays in the page. */
  document.querySelectorAll(".old[data-checked]").forEach(function (word) {
    if (Date.now() - Date.parse(word.dataset.checked) > 365 * 24 * 3600 * 1000) { word.hidden = false; }
  });
})();
