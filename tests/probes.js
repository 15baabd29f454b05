/* What a browser can be asked about the page it shows. Each answer is a list of findings in words; none is best. */
(() => {
  const SMALLEST = 44, SLACK = 0.5;
  const name = (one) => `<${one.tagName.toLowerCase()}${one.id ? ` id=${one.id}` : ""}` +
    `${one.classList.length ? ` class=${[...one.classList].join(".")}` : ""}> “${one.textContent.trim().replace(/\s+/g, " ").slice(0, 50)}”`;
  const seen = (one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true}) &&
    one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().height > 1;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const controls = () => all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button]")
    .filter((one) => seen(one) && one.tabIndex >= 0 && !one.disabled);

  /* The block a link is in, and whether words other than links stand in it: then the link is part of a sentence. */
  function inSentence(link) {
    if (link.tagName !== "A" || getComputedStyle(link).display !== "inline") { return false; }
    if (link.closest("sup")) { return true; }
    let block = link.parentElement;
    while (getComputedStyle(block).display.startsWith("inline") && block.parentElement) { block = block.parentElement; }
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let words = "";
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("a, button, script, style")) { words += walker.currentNode.data; }
    }
    return /\p{L}{2}/u.test(words) || all("a[href]", block).filter((one) => getComputedStyle(one).display === "inline").length > 1;
  }

  /* A skip link waits outside the page until it has the focus. */
  const aside = (one) => {
    const box = one.getBoundingClientRect();
    return box.bottom + scrollY <= 0 || box.right + scrollX <= 0;
  };

  /* A finger that lands within 44 px around the middle hits this control, or the label that works it. */
  function hit(one, x, y) {
    const there = document.elementFromPoint(x, y);
    return !!there && (one.contains(there) || there.contains(one) && there.tagName === "LABEL" ||
      [...(one.labels || [])].some((label) => label.contains(there)) || there.closest("label")?.control === one);
  }

  const probes = {
    wide: () => document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} px wide`] : [],

    /* Touch targets: 44 px, but for links inside a sentence, which only keep apart (axe: target-size). */
    touch: () => controls().filter((one) => !inSentence(one) && !aside(one)).flatMap((one) => {
      const boxes = [one, ...(one.labels || [])].filter(seen).map((each) => each.getBoundingClientRect());
      if (boxes.some((box) => box.width >= SMALLEST - SLACK && box.height >= SMALLEST - SLACK)) { return []; }
      one.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
      const box = one.getBoundingClientRect();
      const x = box.x + box.width / 2, y = box.y + box.height / 2, reach = SMALLEST / 2 - 1;
      const enough = [[0, reach], [0, -reach], [reach, 0], [-reach, 0]].every(([right, down]) => hit(one, x + right, y + down));
      return enough ? [] : [`${Math.round(box.width)}×${Math.round(box.height)} to touch: ${name(one)}`];
    }),

    /* Words cut off, or hanging out of their box. */
    cut: () => all("body *").filter((one) => {
      if (!seen(one) || one.closest("svg, select, option, textarea")) { return false; }
      const style = getComputedStyle(one);
      if (style.display.startsWith("inline") && !/block|flex|grid/.test(style.display)) { return false; }
      /* Words for a screen reader only are cut on purpose. */
      for (let each = one; each; each = each.parentElement) {
        if (getComputedStyle(each).clipPath !== "none") { return false; }
      }
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const hides = (value) => value === "hidden" || value === "clip";
      const across = one.scrollWidth > one.clientWidth + 1, down = one.scrollHeight > one.clientHeight + 1;
      if ((across && hides(style.overflowX)) || (down && hides(style.overflowY))) { return true; }
      const boxed = style.backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(style.borderBlockEndWidth) > 0;
      const tall = one.scrollHeight > one.clientHeight + 4;
      return own && boxed && ((across && style.overflowX === "visible") || (tall && style.overflowY === "visible"));
    }).map((one) => `cut: ${one.scrollWidth}×${one.scrollHeight} in ${one.clientWidth}×${one.clientHeight}: ${name(one)}`),

    /* Movement that is left although the reader asked for none. */
    movement: () => [
      ...document.getAnimations().map(() => "an animation runs"),
      ...(getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["smooth scrolling"] : []),
      ...all("*").flatMap((one) => [null, "::before", "::after"].flatMap((part) => {
        const style = getComputedStyle(one, part);
        const long = (value) => value.split(",").some((time) => parseFloat(time) * (time.includes("ms") ? 1 : 1000) > 1);
        const moves = (style.transitionProperty !== "none" && long(style.transitionDuration)) ||
          (style.animationName !== "none" && long(style.animationDuration));
        return moves ? [`moves: ${name(one)}${part || ""}`] : [];
      })),
    ],

    /* The order of reading is the order of the page: nothing rearranges it. */
    order: () => all("body *").filter((one) => {
      const style = getComputedStyle(one);
      return one.tabIndex > 0 || style.order !== "0" || /reverse/.test(style.flexDirection + style.flexWrap);
    }).map((one) => `rearranged: ${name(one)}`),

    /* High contrast draws no background: what can be pressed keeps an edge or an underline, and icons keep a colour. */
    edges: () => controls().filter((one) => !one.matches("input, select, textarea")).filter((one) => {
      const drawn = (part) => {
        const style = getComputedStyle(part);
        return parseFloat(style.borderBlockEndWidth) > 0 && style.borderBlockEndStyle !== "none" ||
          style.textDecorationLine.includes("underline");
      };
      return ![one, ...all("*", one)].some(drawn) && !(one.parentElement && drawn(one.parentElement)) && one.tagName === "BUTTON" && !one.querySelector("svg");
    }).map((one) => `no edge in high contrast: ${name(one)}`),

    /* A drawn icon that high contrast would paint in the colour of what is behind it. */
    icons: () => all("a svg, button svg, summary svg, svg.icon").filter(seen).flatMap((svg) => all("path, circle, rect, line, polyline, polygon, ellipse", svg)
      .filter((shape) => {
        const style = getComputedStyle(shape), behind = getComputedStyle(document.body).backgroundColor;
        return style.fill === behind && (style.stroke === "none" || style.stroke === behind);
      }).slice(0, 1).map(() => `an icon disappears: ${name(svg.closest("a, button, summary") || svg.parentElement)}`)),

    /* Names that only a screen reader says: in the letters of the language around them. */
    names: () => all("[aria-label], [title], [alt], [placeholder], [aria-roledescription]").flatMap((one) => {
      const language = one.closest("[lang]").lang;
      return ["aria-label", "title", "alt", "placeholder", "aria-roledescription"].filter((key) => {
        const value = one.getAttribute(key);
        if (!value || !/\p{L}/u.test(value)) { return false; }
        return /\p{Script=Arabic}/u.test(value) !== (language === "ar");
      }).map((key) => `${key}=“${one.getAttribute(key)}” in ${language}`);
    }),

    /* The same words, in the same place of the page (its list item, its row, its heading), lead to one address. */
    purpose: () => {
      const plain = (one) => (one ? one.textContent.trim().replace(/\s+/g, " ") : "");
      const named = (one, key) => (one.getAttribute(key) || "").split(" ").map((id) => plain(document.getElementById(id))).join("");
      const headings = all("h1, h2, h3, h4");
      const places = new Map();
      for (const link of all("a[href]").filter(seen)) {
        const words = (link.getAttribute("aria-label") || named(link, "aria-labelledby") || plain(link)) + named(link, "aria-describedby");
        let around = plain(headings.findLast((one) => one.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING));
        for (let one = link.parentElement; one; one = one.parentElement) {
          if (one.matches("li, tr, p, dd, article article, nav")) { around += ` / ${plain(one)}`; }
        }
        const key = `“${words.replace(/\s+/g, " ")}” (${around.slice(0, 60)})`, full = words + around;
        const known = places.get(full) || {key, found: new Set()};
        places.set(full, {key, found: known.found.add(link.href)});
      }
      return [...places.values()].filter(({found}) => found.size > 1).map(({key, found}) => `${key} leads to ${[...found].join(" and ")}`);
    },

    /* What WCAG 1.4.12 lets a reader set. Letters that are joined are not spaced. Style sheets made here pass any policy. */
    space: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: max(1.5em, 1lh) !important; word-spacing: .16em !important }
        p { margin-block-end: 2em !important } :lang(fr), :lang(en) { letter-spacing: .12em !important; line-height: 1.5 !important }`);
      document.adoptedStyleSheets = [sheet];
      return [];
    },
    unspace: () => { document.adoptedStyleSheets = []; return []; },

    /* What has the focus: its place on the page, and how much of it can be seen (WCAG 2.4.7 and 2.4.11). */
    focus: () => {
      const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
      const boxes = [...one.getClientRects()].concat([...(one.labels || [])].map((label) => label.getBoundingClientRect()));
      const free = boxes.some((each) => [0.1, 0.5, 0.9].some((across) => [0.15, 0.5, 0.85].some((down) =>
        hit(one, each.x + each.width * across, each.y + each.height * down))));
      const ringed = (each) => getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
      const ring = ringed(one) || [...(one.labels || [])].some(ringed) || (one.parentElement && ringed(one.parentElement));
      return {
        what: name(one), tag: one.tagName, role: one.getAttribute("role"), href: one.getAttribute("href"),
        words: (one.getAttribute("aria-label") || one.textContent).trim().replace(/\s+/g, " "),
        seen: seen(one) || [...(one.labels || [])].some(seen), free, ring,
        top: box.top + scrollY, start: document.dir === "rtl" ? innerWidth - box.right : box.left,
        main: !!one.closest("main, #content") && style.position !== "fixed" && style.position !== "sticky",
      };
    },
  };
  window.probes = probes;
})();
