/* What the search shows. Words and results exist in this page only, and until the dialog is closed. */
(function () {
  "use strict";
  var MOST = 10, WORD = /[^\s\u2019'.,;:!?()«»"\u060c\u061b\u061f-]+/g;

  window.siteSearch.start = function (dialog) {
    var index = window.siteSearch.index, engine = new window.siteSearch.Engine(index);
    var words = dialog.querySelector("input"), count = dialog.querySelector("[data-search-count]");
    var list = dialog.querySelector("[data-search-results]"), help = dialog.querySelector("[data-search-help]");
    var forms = new Intl.PluralRules(document.documentElement.lang), timer = 0;

    function element(name, kind, parent) {
      var one = document.createElement(name);
      if (kind) { one.className = kind; }
      parent.appendChild(one);
      return one;
    }

    index.help.forEach(function (one) {
      var item = element("li", "", dialog.querySelector("[data-search-numbers]"));
      var link = element("a", "", item);
      element("span", "", link).textContent = one[0];
      var number = element("bdi", "search__number", link);
      number.dir = "ltr";
      number.textContent = one[1];
      link.href = one[2];
    });

    function address(url, anchor) {
      var file = /\/index\.html$/.test(location.pathname) ? "index.html" : ""; /* from a disk, a folder shows its files */
      return (dialog.dataset.base.replace(/\/?$/, "/") + url + file) + (anchor ? "#" + anchor : "");
    }

    /* A text whose words that were found are marked. */
    function marked(text, terms, parent) {
      var last = 0;
      text.replace(WORD, function (word, at) {
        if (engine.folder.terms(word).some(function (term) { return terms.has(term); })) {
          parent.appendChild(document.createTextNode(text.slice(last, at)));
          element("mark", "", parent).textContent = word;
          last = at + word.length;
        }
      });
      parent.appendChild(document.createTextNode(text.slice(last)));
    }

    function show() {
      clearTimeout(timer);
      timer = 0;
      var query = words.value, found = query.trim() ? engine.find(query, MOST) : [], terms = engine.terms(query);
      list.textContent = "";
      found.forEach(function (one) {
        var page = index.pages[one.page], sections = index.sections[one.page], link = element("a", "", element("li", "", list));
        link.href = address(page[0], one.section ? sections[2 * one.section - 2] : "");
        marked(page[1], terms, element("span", "search__title", link));
        if (one.section) { marked(sections[2 * one.section - 1], terms, element("span", "search__where", link)); }
        marked(page[2], terms, element("span", "search__text", link));
      });
      help.hidden = !query.trim() || found.length > 0;
      count.textContent = !query.trim() ? "" : !found.length ? dialog.dataset.none
        : (dialog.dataset[forms.select(found.length)] || dialog.dataset.other).replace("{count}", found.length);
    }

    function links() { return Array.prototype.slice.call(list.querySelectorAll("a")); }
    /* Shows at once what was to be shown in a moment, so that keys go to the results of all that was typed. */
    function settle() { if (timer) { show(); } }
    words.addEventListener("input", function () {
      clearTimeout(timer);
      if (words.value) { timer = setTimeout(show, 60); } else { show(); } /* what is forgotten goes at once */
    });
    dialog.querySelector("form").addEventListener("submit", function () {
      settle();
      if (links().length) { links()[0].click(); }
    });
    dialog.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key], all, at;
      if (!step) { return; }
      settle();
      all = links();
      at = all.indexOf(document.activeElement);
      if (!all.length || (at < 0 && document.activeElement !== words)) { return; }
      event.preventDefault();
      (at + step < 0 ? words : all[Math.min(at + step, all.length - 1)]).focus();
    });
    /* A link to this very page would leave the dialog above the place it leads to. */
    list.addEventListener("click", function (event) { if (event.target.closest("a")) { setTimeout(function () { dialog.close(); }); } });
    show();
  };
})();
