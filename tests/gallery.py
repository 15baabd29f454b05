"""Contact sheets of the site in `site/`, to look through before and after a change of design: `make gallery`.

One picture per page and state, with every language, scheme and screen side by side, and one page that shows them all.
"""

from __future__ import annotations

import functools
import html
import http.server
import sys
import threading
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from conftest import CHROMIUM_FLAGS, ROOT, Handler, chromium
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts import campaign

OUT = ROOT / ".build" / "gallery"
SCREENS = {"phone": (360, 740), "desktop": (1280, 800)}
SCHEMES = ("light", "dark")


class Shown(NamedTuple):
    """A page in a state. `act` is what is done to it first: a selector to click, or JavaScript after `js:`."""

    page: str
    state: str = "at first"
    act: str = ""
    media: str = "screen"


OPEN_ALL = "js:document.querySelectorAll('main details').forEach(one => { one.open = true; })"
PAGES = (
    Shown(""),
    Shown("", "menu open", "header summary"),
    Shown("", "forced colours", "forced"),
    Shown("now/"),
    Shown("now/", "search open", "[data-search-open]"),
    Shown("now/", "printed", media="print"),
    Shown("now/stranger/"),
    Shown("now/under-18/"),
    Shown("help/"),
    Shown("checklists/first-hour/"),
    Shown("checklists/first-hour/", "forced colours", "forced"),
    Shown("checklists/first-hour/", "printed", media="print"),
    Shown("checklists/evidence-log/"),
    Shown("myths/first-reactions/"),
    Shown("myths/first-reactions/", "everything open", OPEN_ALL),
    Shown("directory/"),
    Shown("directory/morocco/"),
    Shown("directory/morocco/", "everything open", OPEN_ALL),
    Shown("understand/law/"),
    Shown("classroom/"),
    Shown("about/accessibility/"),
    Shown("404.html"),
)
TALLEST, SCALE, GAP = 2400, {"phone": 1, "desktop": 2}, 12


def prepare(page: Page, shown: Shown) -> bool:
    """Bring the page into its state; False if it has no such state."""
    if shown.act.startswith("js:"):
        page.evaluate(shown.act[3:])
    elif shown.act and shown.act != "forced":
        control = page.locator(shown.act).locator("visible=true")
        if not control.count():
            return False
        control.first.click()
    return True


def picture(page: Page, address: str, shown: Shown, scheme: str, target: Path) -> Image.Image | None:
    """The page as it looks, its whole height where it is at rest."""
    colours = "active" if shown.act == "forced" else "none"
    page.emulate_media(color_scheme=scheme, media=shown.media, forced_colors=colours, reduced_motion="reduce")
    page.goto(address)
    if not prepare(page, shown):
        return None
    page.screenshot(path=target, full_page=not shown.act or shown.act in ("forced", OPEN_ALL))
    taken = Image.open(target).convert("RGB")
    return taken.crop((0, 0, taken.width, min(taken.height, TALLEST)))


def side_by_side(pictures: list[Image.Image], scale: int, target: Path) -> None:
    """Write the pictures into one file, from left to right."""
    small = [one.resize((one.width // scale, one.height // scale)) for one in pictures]
    width = sum(one.width + GAP for one in small) - GAP
    sheet = Image.new("RGB", (width, max(one.height for one in small)), "#888")
    left = 0
    for one in small:
        sheet.paste(one, (left, 0))
        left += one.width + GAP
    sheet.save(target, optimize=True)


def sheets_of_pages(base: str, prefixes: dict[str, str]) -> list[tuple[str, str]]:
    """Write a sheet per page, state and screen; return their captions and names."""
    found, scratch = [], OUT / "one.png"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        for screen, (width, height) in SCREENS.items():
            page = browser.new_context(viewport={"width": width, "height": height}).new_page()
            for shown in PAGES:
                pictures = [
                    picture(page, base + prefix + shown.page, shown, scheme, scratch)
                    for scheme in SCHEMES
                    for prefix in prefixes.values()
                ]
                if None in pictures:
                    print(f"gallery: {shown.page or '.'} has no “{shown.state}” ({screen})", file=sys.stderr)
                    continue
                name = "-".join([shown.page.strip("/").replace("/", "-") or "home", *shown.state.split(), screen])
                side_by_side(pictures, SCALE[screen], OUT / f"{name}.png")
                order = ", ".join(f"{code} {scheme}" for scheme in SCHEMES for code in prefixes)
                found.append((f"{shown.page or '.'} · {shown.state} · {screen} · {order}", f"{name}.png"))
        browser.close()
    scratch.unlink()
    return found


def sheets_of_prints(site: Path) -> list[tuple[str, str]]:
    """Write the first page of every printed file, eight to a sheet; return their captions and names."""
    files, found = sorted((site / "print").glob("*.pdf")), []
    for number in range(0, len(files), 8):
        part, name = files[number : number + 8], f"print-{number // 8 + 1}.png"
        pages = [pypdfium2.PdfDocument(str(one))[0].render(scale=0.6).to_pil().convert("RGB") for one in part]
        side_by_side(pages, 1, OUT / name)
        found.append((" · ".join(one.stem for one in part), name))
    return found


def main() -> int:
    """Write the gallery and say where it is."""
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        print("gallery: nothing in site/ yet: run make site first", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    prefixes = {locale.code: locale.prefix for locale in campaign.load(ROOT).locales}
    found = sheets_of_pages(f"http://127.0.0.1:{server.server_port}/", prefixes) + sheets_of_prints(site)
    server.shutdown()
    figures = "\n".join(
        f'<figure><figcaption>{html.escape(words)}</figcaption><img src="{name}" alt="" loading="lazy"></figure>'
        for words, name in found
    )
    style = "body{font:1rem sans-serif;background:#444;color:#fff}img{max-width:100%}figure{margin:0 0 3rem}"
    whole = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{style}</style>{figures}'
    )
    (OUT / "index.html").write_text(whole, encoding="utf-8")
    print(f"{len(found)} pictures: {(OUT / 'index.html').relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
