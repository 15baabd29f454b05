/* Opened from a disk, a page may start no worker: this one runs in a hidden frame, which keeps its names apart. */
(function () {
  "use strict";
  if (location.protocol !== "file:") { return; }

  window.Worker = function (address) {
    var worker = new EventTarget(), waiting = [], ready = false, base = new URL(address, location.href);
    var frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.appendChild(frame);
    var inside = frame.contentWindow;

    function load(source, then) {
      var script = inside.document.createElement("script");
      script.src = new URL(source, base).href;
      script.onload = then;
      script.onerror = function () { worker.dispatchEvent(new ErrorEvent("error", { message: script.src })); };
      inside.document.head.appendChild(script);
    }
    function hand(data) { inside.dispatchEvent(new inside.MessageEvent("message", { data: data })); }

    inside.importScripts = function () {
      return Array.prototype.slice.call(arguments).reduce(function (before, source) {
        return before.then(function () { return new Promise(function (done) { load(source, done); }); });
      }, Promise.resolve());
    };
    inside.postMessage = function (data) { worker.dispatchEvent(new MessageEvent("message", { data: data })); };
    worker.postMessage = function (data) { if (ready) { hand(data); } else { waiting.push(data); } };
    worker.terminate = function () { frame.remove(); };
    load(base, function () { ready = true; waiting.forEach(hand); });
    return worker;
  };
})();
