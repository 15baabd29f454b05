/* The search: looks up in the index what scripts/search/index.py has worked out. Fetched when somebody searches.
   Folding is that of scripts/search/folding.py, by the rules that the index carries; a test compares the two. */
(function () {
  "use strict";
  var LEADS = 3; // what « this leads there » counts, beside the words found: as much as a rare word of the title
  var MARKS = new RegExp("\\p{Mn}", "gu"), WORD = new RegExp("[\\p{L}\\p{N}]+", "gu");

  function has(map, key) { return Object.prototype.hasOwnProperty.call(map, key); }

  function Folder(rules) {
    var stop = new Set(rules.stop);

    function plain(text) {
      return Array.from(text.normalize("NFKD").replace(MARKS, "").toLowerCase()).map(function (one) {
        return has(rules.letters, one) ? rules.letters[one] : one;
      }).join("");
    }

    function cut(word, step) {
      var pieces = step.pieces, ending = step.at === "end", size = word.length - 1, piece;
      for (size = Math.min(size, step.longest); size > 0; size -= 1) {
        piece = ending ? word.slice(-size) : word.slice(0, size);
        if (has(pieces, piece) && Array.from(word).length - size >= step.keep) {
          return ending ? word.slice(0, -size) + pieces[piece] : pieces[piece] + word.slice(size);
        }
      }
      return word;
    }
    rules.cuts.forEach(function (step) {
      step.longest = Object.keys(step.pieces).reduce(function (most, one) { return Math.max(most, one.length); }, 0);
    });

    this.stem = function (word) { return has(rules.words, word) ? rules.words[word] : rules.cuts.reduce(cut, word); };
    this.words = function (text) { return plain(text).match(WORD) || []; };
    this.exceptions = rules.words;
    this.saysNothing = function (word) { return stop.has(word); };

    /* Words typed in the letters of another keyboard (7sabi, flous): as this language would write them, null for others. */
    this.spelled = function (word) {
      var pieces = rules.spelled, written = "", at = 0, size;
      while (at < word.length) {
        for (size = 2; size && !has(pieces, word.substr(at, size)); size -= 1) {}
        if (!size) { return null; }
        written += pieces[word.substr(at, size)];
        at += size;
      }
      return /^\p{N}*$/u.test(word) ? null : written;
    };
    /* A word by its sounds: letters that sound alike are one; those that are mere vowels are left out or kept. */
    this.sounds = function (word, vowels) {
      return Array.from(word).map(function (one) {
        return has(rules.alike, one) && (rules.alike[one] || !vowels) ? rules.alike[one] : one;
      }).join("");
    };
    this.terms = function (text) {
      return this.words(text).filter(function (word) { return !stop.has(word); }).map(this.stem);
    };
  }

  /* Whether two words are at most `most` slips apart: a letter added, left out, changed, or two exchanged. */
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) { return most + 1; }
    var before = [], row = [], last = [], i, j, least;
    for (j = 0; j <= other.length; j += 1) { row[j] = j; }
    for (i = 1; i <= one.length; i += 1) {
      before = last; last = row; row = [i]; least = i;
      for (j = 1; j <= other.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > most) { return most + 1; }
    }
    return row[other.length];
  }

  function Engine(index) {
    var folder = new Folder(index.rules), terms = index.terms.split("\n"), known = new Map(), starts = [], at = 0;
    var letter = index.steps[2], found = index.found;
    function number(row, place) { return found[row].charCodeAt(place) - letter; }
    terms.forEach(function (term, place) { known.set(term, place); starts.push(at); at += number("many", place); });
    var everyday = new Map(), longest = 1, spoken = new Set(), heard;
    index.rules.everyday.forEach(function (row) { // all that is typed for the same thing, what is said for it, the pages
      row[0].split("\n").forEach(function (typed) {
        everyday.set(typed, row.slice(1));
        typed.split(" ").forEach(function (word, place) { longest = Math.max(longest, place + 1); spoken.add(word); });
      });
    });

    /* The places among the terms of those that begin with a word. */
    function beginning(word) {
      var low = 0, high = terms.length, middle;
      while (low < high) {
        middle = (low + high) >> 1;
        if (terms[middle] < word) { low = middle + 1; } else { high = middle; }
      }
      for (high = low; high < terms.length && terms[high].startsWith(word);) { high += 1; }
      return [low, high];
    }

    /* What one word of the query may stand for: [place among the terms, how far it counts]. */
    function allowed(word) { return word.length < 4 ? 0 : word.length < 7 ? 1 : 2; }

    function meanings(word, whole, last) {
      var stood = [], range, place, most, distance;
      if (known.has(word)) { stood.push([known.get(word), 1]); }
      if (word.length >= 3 && (last || !stood.length)) {
        range = beginning(word);
        for (place = range[0]; place < Math.min(range[1], range[0] + 40); place += 1) {
          if (terms[place] !== word) { stood.push([place, (stood.length && known.has(word) ? 0.3 : 0.8) * word.length / terms[place].length]); }
        }
      }
      most = spoken.has(word) ? 0 : allowed(whole); // a word of a phrase is no slip
      if (!stood.length && most) {
        terms.forEach(function (term, where) {
          distance = term.length >= 3 ? Math.min(slips(word, term, most), slips(whole, term, most)) : 3;
          if (distance <= most) { stood.push([where, distance === 1 ? 0.7 : 0.4]); }
        });
      }
      return stood;
    }

    function isKnown(word) { return known.has(word) || everyday.has(word); }

    /* What is said for the everyday word that is a slip away, for a word that nobody knows. */
    function nearest(word, whole) {
      var best = [[], []], least = allowed(whole), distance;
      everyday.forEach(function (said, typed) {
        distance = Math.min(slips(word, typed, least), slips(whole, typed, least));
        if (typed.length >= 3 && distance && distance <= least) { best = said; least = distance - (distance > 1 ? 1 : 0); }
      });
      return best;
    }

    /* Words by their consonants, each with its term; made when a word is typed in other letters. Everyday words go first. */
    function byConsonants(pairs) {
      var found = new Map();
      pairs.forEach(function (pair) {
        var bare = folder.sounds(pair[0], false);
        if (!found.has(bare)) { found.set(bare, []); }
        found.get(bare).push([folder.sounds(pair[0], true), pair[1]]);
      });
      return found;
    }

    function listen() {
      var all = new Set(spoken);
      terms.forEach(function (word) { all.add(word); });
      return { all: all, terms: byConsonants(Array.from(all, function (word) { return [word, word]; })), words: byConsonants(Object.entries(folder.exceptions)) };
    }

    /* The term of the word that sounds most like this one, the same consonants in the same order; the shorter of two. */
    function soundsLike(word, words, most) {
      var bare = folder.sounds(word, false), full = folder.sounds(word, true), least = Math.min(most + 1, bare.length), best;
      (words.get(bare) || []).forEach(function (one) {
        var distance = slips(full, one[0], most);
        if (distance < least || (best && distance === least && one[0].length < best[0].length)) { least = distance; best = one; }
      });
      return best && best[1];
    }

    /* A word of the query, as typed and folded. One that nobody knows and that is typed in other letters becomes the known
       word that sounds most like it; a name that begins like it (insta) goes first. */
    function folded(word) {
      var plain = folder.stem(word), written = folder.spelled(word), range, form;
      if (written === null || folder.saysNothing(word)) { return [word, plain]; }
      heard = heard || listen();
      if (heard.all.has(plain)) { return [word, plain]; }
      if (folder.saysNothing(written)) { return [written, written]; }
      range = beginning(plain);
      if (word.length >= 3 && range[0] < range[1]) { return [word, plain]; }
      form = soundsLike(written, heard.words, 1) || soundsLike(written, heard.terms, 0) || soundsLike(folder.stem(written), heard.terms, 2);
      return form ? [written, form] : /\p{N}/u.test(word) ? [written, folder.stem(written)] : [word, plain];
    }

    /* The query as parts to be found: each a list of meanings. */
    function read(query) {
      var typed = folder.words(query), all, parts = [], used = new Set(), whole, words, i, k, size, said;
      all = typed.map(function (word, place) {
        var pair = [typed[place - 1] + word, word + typed[place + 1]]; // a name in two words (stop ncii) stays as it is
        return pair.some(isKnown) ? [word, folder.stem(word)] : folded(word);
      });
      words = all.filter(function (one) { return !folder.saysNothing(one[0]); });
      all = words.length ? words : all;
      whole = all.map(function (one) { return one[0]; });
      words = all.map(function (one) { return one[1]; });
      for (i = 0; i < words.length; i += 1) {
        for (size = Math.min(longest, words.length - i); size > 0; size -= 1) {
          said = everyday.get(words.slice(i, i + size).join(" "));
          if (said) { add(said); for (k = i; k < i + size; k += 1) { used.add(k); } }
        }
      }
      function add(entry) {
        entry[0].forEach(function (term) {
          if (known.has(term)) { parts.push({ share: 0.8, meanings: [[known.get(term), 1]] }); }
        });
        if (entry[1].length) { parts.push({ pages: entry[1] }); }
      }
      words.forEach(function (word, place) {
        var joined = place + 1 < words.length ? word + words[place + 1] : "", stood = [];
        if (joined && isKnown(joined)) {
          stood = known.has(joined) ? [[known.get(joined), 1]] : [];
          if (everyday.has(joined)) { add(everyday.get(joined)); }
        }
        if (!stood.length && (!used.has(place) || known.has(word))) { stood = meanings(word, whole[place], place === words.length - 1 && !/\s$/.test(query)); }
        if (!used.has(place) && !known.has(word) && !spoken.has(word)) { add(nearest(word, whole[place])); }
        if (stood.length) { parts.push({ share: 1, meanings: stood }); }
      });
      return parts;
    }

    /* The pages that answer a query, the best first: {page, section, score}. */
    this.find = function (query, most) {
      var totals = new Map(), parts = read(query);
      parts.forEach(function (part) {
        var best = new Map();
        (part.pages || []).forEach(function (page, place) { best.set(page, [LEADS - place / 4, 0]); });
        (part.meanings || []).forEach(function (meaning) {
          var page = 0, place = starts[meaning[0]], end = place + number("many", meaning[0]), value;
          for (; place < end; place += 1) {
            page += number("pages", place);
            value = meaning[1] * part.share * (Math.pow(2, number("says", place) / index.steps[0]) - 1) / index.steps[1];
            if (!best.has(page) || best.get(page)[0] < value) { best.set(page, [value, number("where", place)]); }
          }
        });
        best.forEach(function (one, page) {
          var total = totals.get(page) || { page: page, score: 0, parts: 0, votes: {} };
          total.score += one[0];
          total.parts += 1;
          total.votes[one[1]] = (total.votes[one[1]] || 0) + one[0];
          totals.set(page, total);
        });
      });
      return Array.from(totals.values()).map(function (one) {
        var where = Object.keys(one.votes).reduce(function (a, b) { return one.votes[b] > one.votes[a] ? b : a; });
        return { page: one.page, section: Number(where), score: one.score * Math.pow(one.parts / parts.length, index.together || 0.5) };
      }).sort(function (a, b) { return b.score - a.score || a.page - b.page; }).slice(0, most);
    };
    this.terms = function (query) {
      var found = new Set(folder.terms(query));
      read(query).forEach(function (part) { (part.meanings || []).forEach(function (one) { found.add(terms[one[0]]); }); });
      return found;
    };
    this.folder = folder;
  }

  window.siteSearch = window.siteSearch || {};
  window.siteSearch.Engine = Engine;
})();
