/* The claims of the page one at a time, on the whole screen. No score; nothing is stored or sent. */
(function () {
  "use strict";

  var start = document.querySelector(".game__start");
  var game = document.querySelector(".game");
  if (!start || !game.showModal) { return; }

  function find(name) { return game.querySelector(".game__" + name); }
  var claim = find("claim"), answer = find("answer"), told = game.querySelector(".guess__told");
  var choices = game.querySelector(".guess"), theme = find("theme").querySelector("select");
  var show = find("show"), next = find("next"), previous = find("previous");
  var forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  var back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  var all = [], deck = [], at = 0; /* deck[deck.length] is the end */

  var name = "";
  document.querySelectorAll(".deck > h2, .deck > .pair").forEach(function (one) {
    if (one.tagName === "H2") {
      name = one.id;
      theme.add(new Option(one.textContent, name));
      return;
    }
    all.push({ theme: name, pair: one });
  });

  function copy(from, to) {
    from.forEach(function (one) { to.appendChild(one.cloneNode(true)); });
  }
  function ended() { return at === deck.length; }
  function draw() {
    var pair = ended() ? null : deck[at].pair;
    claim.textContent = pair ? "" : claim.dataset.end;
    answer.textContent = "";
    told.textContent = "";
    answer.hidden = true;
    game.classList.toggle("game--open", !pair);
    choices.hidden = show.hidden = !pair;
    find("end").hidden = Boolean(pair);
    previous.disabled = at === 0;
    next.disabled = !pair;
    choices.querySelectorAll("button").forEach(function (one) { one.setAttribute("aria-pressed", "false"); });
    find("count").textContent = pair ?
      find("count").dataset.words.replace("{n}", at + 1).replace("{total}", deck.length) : "";
    if (pair) {
      game.dataset.answer = pair.dataset.answer;
      copy(pair.querySelector("h3").childNodes, claim);
      copy(pair.querySelectorAll("details > :not(summary)"), answer);
      answer.querySelector(".verdict").tabIndex = -1;
    }
    show.setAttribute("aria-expanded", "false");
    find("stage").scrollTop = 0;
    claim.focus();
  }
  function go(to) {
    if (to < 0 || to > deck.length) { return; }
    at = to;
    draw();
  }
  function reveal() {
    if (ended() || !answer.hidden) { return; }
    answer.hidden = false;
    game.classList.add("game--open");
    show.setAttribute("aria-expanded", "true");
  }
  function revealed() {
    reveal();
    answer.querySelector(".verdict").focus();
  }
  function deal() {
    deck = all.filter(function (card) { return !theme.value || card.theme === theme.value; });
    go(0);
  }
  function shuffle() {
    for (var left = deck.length - 1; left > 0; left--) {
      var other = Math.floor(Math.random() * (left + 1)), card = deck[left];
      deck[left] = deck[other];
      deck[other] = card;
    }
    go(0);
    told.textContent = find("shuffle").dataset.told;
  }

  theme.addEventListener("change", deal);
  find("shuffle").addEventListener("click", shuffle);
  find("leave").addEventListener("click", function () { game.close(); });
  previous.addEventListener("click", function () { go(at - 1); });
  next.addEventListener("click", function () { go(at + 1); });
  show.addEventListener("click", revealed);
  choices.addEventListener("click", function (event) { if (event.target.closest("button")) { reveal(); } });

  /* Where digits need Shift, or are others, the place of the key counts. A presenter's two keys do: answer, then on. */
  game.addEventListener("keydown", function (event) {
    var key = event.key, digit = /^(?:Digit|Numpad)([123])$/.exec(event.code) || /^([123])$/.exec(key);
    if (event.ctrlKey || event.altKey || event.metaKey || event.target === theme) { return; }
    if (digit && !ended()) {
      choices.querySelectorAll("button")[digit[1] - 1].click();
    } else if (key === forward) {
      go(at + 1);
    } else if (key === back || key === "PageUp") {
      go(at - 1);
    } else if (key === "PageDown") {
      if (ended() || !answer.hidden) { go(at + 1); } else { revealed(); }
    } else if ((key === " " || key === "Enter") && answer.hidden && !ended() && !event.target.closest("button, a")) {
      revealed();
    } else {
      return;
    }
    event.preventDefault();
  });

  /* The whole screen where the browser gives it, the whole window elsewhere. Leaving one leaves the other. */
  function open() {
    game.showModal();
    deal();
  }
  start.addEventListener("click", function () {
    var root = document.documentElement;
    Promise.resolve(root.requestFullscreen && root.requestFullscreen()).then(open, open);
  });
  document.addEventListener("fullscreenchange", function () {
    if (!document.fullscreenElement && game.open) { game.close(); }
  });
  game.addEventListener("close", function () {
    if (document.fullscreenElement) { document.exitFullscreen(); }
    start.focus();
  });
  start.hidden = false;
})();
