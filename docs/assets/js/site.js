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

  /* Checked more than a year ago: the build may be older than the reader's day. The date stays in the page. */
  document.querySelectorAll(".old[data-checked]").forEach(function (word) {
    if (Date.now() - Date.parse(word.dataset.checked) > 365 * 24 * 3600 * 1000) { word.hidden = false; }
  });

  /* Filters of a directory page: choices hide cards, never those of an emergency, and the headings left empty. */
  document.querySelectorAll("details.filters").forEach(function (box) {
    var form = box.querySelector("form");
    var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
    var count = form.querySelector(".filters__count");
    var keys = { country: "country", situation: "situations", audience: "audience" };

    function suits(card, select) {
      var values = card.dataset[keys[select.name]].split(" ");
      return !select.value || values.indexOf(select.value) >= 0 ||
        (select.name === "audience" && values.indexOf("everyone") >= 0);
    }
    function apply() {
      var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
      var country = form.querySelector("select[name=country]");
      cards.forEach(function (card) {
        var fits = selects.every(function (select) { return suits(card, select); });
        var urgent = card.dataset.group === "emergency" && (!country || suits(card, country));
        card.hidden = !fits && !urgent;
      });
      /* A part of the page whose cards are all hidden goes with them. */
      document.querySelectorAll("article h2").forEach(function (heading) {
        var part = [], some = false, any = false, next = heading.nextElementSibling;
        for (; next && next.tagName !== "H2" && !next.classList.contains("page-foot"); next = next.nextElementSibling) {
          part.push(next);
          if (next.classList.contains("card")) { some = true; any = any || !next.hidden; }
        }
        [heading].concat(part).forEach(function (one) {
          if (some && !any) { one.setAttribute("data-filtered", ""); } else { one.removeAttribute("data-filtered"); }
        });
      });
      var shown = cards.filter(function (card) { return !card.hidden; }).length;
      count.textContent = count.dataset.words.replace("{shown}", shown).replace("{total}", cards.length);
    }
    /* A link to a card shows it, whatever was chosen. */
    function reveal() {
      var target = location.hash && document.getElementById(location.hash.slice(1));
      var card = target && target.closest("[data-filtered], .card[hidden]");
      if (!card) { return; }
      form.reset();
      apply();
      target.scrollIntoView();
    }
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest('a[href^="#"]');
      if (link) { window.setTimeout(reveal, 0); }
    });
    form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("hashchange", reveal);
    box.hidden = false;
    apply();
  });
})();
