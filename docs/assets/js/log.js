/* A log to fill: fields that grow with their words, more tables, and a way to erase everything. What is written is
   nowhere but in the fields: nothing is stored, nothing is sent. */
(function () {
  "use strict";

  var box = document.querySelector(".log-tools");
  var article = document.querySelector("article");
  var said = box.querySelector("[role=status]");

  function fields() { return Array.prototype.slice.call(article.querySelectorAll(".field textarea")); }
  /* The words, again, in what the style sheet lays out: it grows on the screen, and breaks over pages on paper. */
  function grow(field) { field.parentNode.dataset.value = field.value; }
  function written() { return fields().some(function (field) { return field.value.trim(); }); }
  function erase() { fields().forEach(function (field) { field.value = ""; grow(field); }); }

  article.addEventListener("input", function (event) {
    if (event.target.matches(".field textarea")) { grow(event.target); said.textContent = ""; }
  });
  window.addEventListener("pageshow", function () { fields().forEach(grow); });

  /* The browser's own question, and only where words would be lost. */
  window.addEventListener("beforeunload", function (event) {
    if (written()) { event.preventDefault(); event.returnValue = ""; }
  });
  /* Whoever leaves in a hurry is asked nothing. */
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-exit]")) { erase(); }
  }, true);

  /* One more table: a copy of the last, its heading and its ids counted on. */
  box.querySelector("[data-log-add]").addEventListener("click", function () {
    var tables = Array.prototype.filter.call(article.querySelectorAll("table"), function (one) { return one.querySelector(".field"); });
    var table = tables[tables.length - 1];
    var heading = document.getElementById(table.querySelector("textarea").getAttribute("aria-labelledby").split(" ")[0]);
    var old = heading.id;
    var id = old.replace(/\d*$/, tables.length + 1);
    [heading, table].forEach(function (one) {
      var copy = one.cloneNode(true);
      [copy].concat(Array.prototype.slice.call(copy.querySelectorAll("[id], [aria-labelledby]"))).forEach(function (part) {
        ["id", "aria-labelledby"].forEach(function (name) {
          if (part.hasAttribute(name)) { part.setAttribute(name, part.getAttribute(name).split(old).join(id)); }
        });
      });
      if (one === heading) { copy.textContent = copy.textContent.replace(/\d+(?=\D*$)/, tables.length + 1); }
      copy.querySelectorAll("textarea").forEach(function (field) { field.value = ""; grow(field); });
      box.before(copy);
    });
    document.getElementById(id).scrollIntoView();
    box.previousElementSibling.querySelector("textarea").focus({ preventScroll: true });
  });
  box.querySelector("[data-log-clear]").addEventListener("click", function () {
    if (written() && !window.confirm(box.dataset.sure)) { return; }
    erase();
    said.textContent = box.dataset.cleared;
  });

  var last = fields().pop().closest("table");
  last.after(box);
  box.hidden = false;
  fields().forEach(grow);
})();
