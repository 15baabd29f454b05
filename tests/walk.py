"""Many pages looked at in a real browser: a browser per processor, each page opened once and seen in every state."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from conftest import CHROMIUM_FLAGS, chromium
from playwright.sync_api import Page, sync_playwright

Look = Callable[[Page], Iterable[str]]


class State(NamedTuple):
    """How a page is seen: the screen, the scheme, and whether everything that folds is open."""

    name: str
    width: int
    height: int
    scheme: str
    opened: bool = False


# 320 px is a phone of 2012, and a screen of 1280 px at 400 %.
STATES = (
    State("phone, light", 360, 740, "light"),
    State("phone, dark", 360, 740, "dark"),
    State("desktop, dark", 1280, 800, "dark"),
    State("desktop, light", 1280, 800, "light"),
    State("narrow, light, everything open", 320, 640, "light", opened=True),
    State("narrow, dark, everything open", 320, 640, "dark", opened=True),
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Not part of these sets, or switched off there unless they are named.
MORE_RULES = ("target-size", "scrollable-region-focusable", "label-content-name-mismatch", "focus-order-semantics")
# What sticks to an edge of the screen covers whatever has not been scrolled yet. Here it takes its place in the page;
# that it never covers the focus is another test.
RUN_AXE = """async ([tags, more]) => {
  for (const one of document.body.querySelectorAll("*")) {
    if (/sticky|fixed/.test(getComputedStyle(one).position)) {
      one.style.setProperty("position", "relative");
      one.style.setProperty("inset", "auto");
    }
  }
  const names = axe.getRules(tags).map(rule => rule.ruleId);
  const {violations} = await axe.run({
    resultTypes: ["violations"], preload: false, elementRef: false,
    runOnly: {type: "rule", values: [...new Set([...names, ...more])]},
  });
  const words = node => (node.failureSummary || "").replace(/\\s+/g, " ").slice(0, 200);
  return violations.flatMap(rule => rule.nodes.map(
    node => [rule.id, node.html.slice(0, 160), words(node)].join(" | ")));
}"""


def see(page: Page, state: State) -> None:
    """The page as this state has it, without a second visit."""
    page.set_viewport_size({"width": state.width, "height": state.height})
    page.emulate_media(color_scheme=state.scheme)
    page.evaluate(
        "open => document.querySelectorAll('main details').forEach(one => { one.open = open; })", state.opened
    )


def axe(page: Page, *more: str) -> list[str]:
    """What axe-core finds: every rule of WCAG 2.0 to 2.2, A and AA, its good practices, and `more`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN_AXE, [RULES, [*MORE_RULES, *more]])


def walk(addresses: list[str], look: Look, **options: object) -> list[str]:
    """What `look` finds on each of these pages, and what no page may do: an error, a request to another host."""
    share = max(1, min(os.cpu_count() or 1, 8, len(addresses)))
    with ThreadPoolExecutor(share) as pool:
        parts = pool.map(lambda number: _walk(addresses[number::share], look, options), range(share))
        return [one for part in parts for one in part]


def _walk(addresses: list[str], look: Look, options: dict[str, object]) -> list[str]:
    found: list[str] = []
    noise: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        page = browser.new_context(**{"reduced_motion": "reduce", **options}).new_page()
        page.on("console", lambda message: message.type == "error" and noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on(
            "request", lambda one: one.url.split("/")[2:3] != addresses[0].split("/")[2:3] and noise.append(one.url)
        )
        for address in addresses:
            page.goto(address)
            found += [f"{address.split('/', 3)[3] or '.'}: {one}" for one in [*look(page), *noise]]
            noise.clear()
        browser.close()
    return found
