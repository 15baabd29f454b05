/* Filters of the directory. Without this file every card shows. */
(function () {
  "use strict";

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
