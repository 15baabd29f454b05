/* Guess before you read. Without this file every answer opens with a tap. No score, nothing stored or sent. */
(function () {
  "use strict";

  var form = document.getElementById("guess");
  document.querySelectorAll(".pair[data-answer]").forEach(function (pair) {
    pair.insertBefore(form.content.cloneNode(true), pair.querySelector("details"));
  });

  function word(group, verdict) {
    return group.querySelector('[value="' + verdict + '"] .guess__word').textContent;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest(".guess button");
    if (!button) { return; }
    var group = button.closest(".guess"), pair = button.closest("[data-answer]"), answer = pair.dataset.answer;
    group.querySelectorAll("button").forEach(function (one) {
      one.setAttribute("aria-pressed", String(one === button));
    });
    pair.querySelector(".guess__told").textContent = group.dataset[button.value === answer ? "same" : "other"]
      .replace("{choice}", word(group, button.value)).replace("{verdict}", word(group, answer));
    var details = pair.querySelector("details");
    if (details) { details.open = true; }
  });

  /* A link to a claim opens its answer: who follows it has asked. */
  function arrive() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    var pair = target && target.closest(".pair");
    if (!pair) { return; }
    pair.querySelector("details").open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
