/* The page read aloud, with a voice that the device itself has: no other is used, because it would be sent the words. */
(function () {
  "use strict";

  var synth = window.speechSynthesis;
  var button = document.querySelector("[data-listen]");
  var stop = document.querySelector("[data-listen-stop]");
  if (!synth || !window.SpeechSynthesisUtterance || !button) { return; }
  var language = document.documentElement.lang.slice(0, 2);
  var parts = "h1,h2,h3,p,li,dt,dd,th,td,summary,.channel-line__text";
  var apart = ".no-print,.page-foot,.where,.ref,.visually-hidden,svg,button,input,textarea,select,[hidden]";
  var voice, spoken, queue = [], next = 0, turn = 0;

  function find() {
    voice = synth.getVoices().filter(function (one) {
      return one.localService && one.lang.slice(0, 2).toLowerCase() === language;
    })[0];
    button.hidden = !voice;
  }
  /* The words of a part, without those of the parts inside it. */
  function words(part) {
    return Array.prototype.map.call(part.childNodes, function (node) {
      if (node.nodeType === 3) { return node.data; }
      return node.nodeType !== 1 || node.matches(apart) || node.matches(parts) ? " " : words(node);
    }).join("").replace(/\s+/g, " ").trim();
  }
  function mark(on) {
    if (queue[next]) { queue[next].part.classList.toggle("is-heard", on); }
  }
  function hush() {
    turn += 1;
    mark(false);
    synth.cancel();
    button.setAttribute("aria-pressed", "false");
  }
  function end() {
    hush();
    queue = []; next = 0;
    if (document.activeElement === stop) { button.focus(); }
    stop.hidden = true;
  }
  function say() {
    var mine = turn, one = queue[next];
    if (!one) { end(); return; }
    for (var box = one.part.closest("details"); box; box = box.parentNode.closest("details")) { box.open = true; }
    mark(true);
    spoken = new SpeechSynthesisUtterance(one.words);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.rate = 0.9;
    spoken.onend = spoken.onerror = function () {
      if (mine !== turn) { return; }
      mark(false);
      next += 1;
      say();
    };
    synth.speak(spoken);
  }
  button.addEventListener("click", function () {
    if (button.getAttribute("aria-pressed") === "true") { hush(); return; }
    if (!queue.length) {
      Array.prototype.forEach.call(document.querySelectorAll("article :is(" + parts + ")"), function (part) {
        var text = part.parentNode.closest(apart) || part.matches(apart) ? "" : words(part);
        if (text) { queue.push({ part: part, words: text }); }
      });
    }
    hush();
    button.setAttribute("aria-pressed", "true");
    stop.hidden = false;
    say();
  });
  stop.addEventListener("click", end);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && queue.length) { end(); } });
  /* Silent at once when the page is left, hidden or locked. */
  document.addEventListener("click", function (event) { if (event.target.closest("[data-exit]")) { end(); } }, true);
  document.addEventListener("visibilitychange", function () { if (document.hidden) { hush(); } });
  window.addEventListener("pagehide", end);
  /* Voices may be known late; some browsers never say so. */
  if (synth.addEventListener) { synth.addEventListener("voiceschanged", find); }
  find();
})();
