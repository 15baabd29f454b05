/* The language of the lost address comes first, and its home is that of the version asked for. */
(function () {
  "use strict";
  var given = document.currentScript.dataset, mount = given.mount;
  var path = location.pathname.slice(mount.length), version = path.split("/")[0];
  if (given.versions.split(" ").indexOf(version) < 0) { version = ""; } else { path = path.slice(version.length + 1); }
  var sections = Array.prototype.slice.call(document.querySelectorAll("section"));
  var mine = sections.filter(function (one) {
    return one.dataset.prefix && path.indexOf(one.dataset.prefix) === 0;
  })[0];
  if (mine && mine !== sections[0]) {
    mine.parentNode.insertBefore(mine, sections[0]);
    document.documentElement.lang = mine.lang;
    document.documentElement.dir = mine.dir;
  }
  if (version && version !== given.latest) {
    document.querySelectorAll("a.home").forEach(function (link) {
      link.href = mount + version + "/" + link.closest("section").dataset.prefix;
    });
  }
})();
