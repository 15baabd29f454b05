/* Lists to tick: how many are ticked, and a way to untick them all. Ticking itself needs no script. */
(function () {
  "use strict";

  var lists = document.querySelectorAll(".task-list");
  var box = document.querySelector(".ticks");
  if (!lists.length || !box) { return; }
  var ticks = Array.prototype.slice.call(document.querySelectorAll(".task-list [type=checkbox]"));
  var said = box.querySelector(".ticks__count");
  var clear = box.querySelector("button");

  function count() {
    var done = ticks.filter(function (one) { return one.checked; }).length;
    said.textContent = box.dataset.words.replace("{done}", done).replace("{total}", ticks.length);
    clear.disabled = !done;
    box.toggleAttribute("data-begun", done > 0);
  }
  clear.addEventListener("click", function () {
    ticks.forEach(function (one) { one.checked = false; });
    count();
    ticks[0].focus();
  });
  document.addEventListener("change", count);
  /* A page that comes back from the browser's memory keeps its ticks: they are counted again. */
  window.addEventListener("pageshow", count);
  lists[lists.length - 1].after(box);
  box.hidden = false;
  count();
})();
