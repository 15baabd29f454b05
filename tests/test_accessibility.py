"""What a tool can tell about accessibility, on every page, in every state: screens, schemes, zoom, spacing, touch."""

from __future__ import annotations

import pytest
from test_browser import LOCALES, SHARED, addresses
from walk import STATES, axe, see, walk


@pytest.mark.parametrize("code", LOCALES)
def test_every_page_is_accessible_quiet_and_fits(served, site, the_campaign, code):
    """axe-core finds nothing; no error, no request elsewhere, nothing stored, nothing wider than the screen."""
    emergency = "color-contrast-enhanced"

    def look(page):
        more = [emergency] if page.locator(".page--emergency, .page--home").count() else []
        for state in STATES:
            see(page, state)
            yield from (f"{state.name}: {one}" for one in axe(page, *more))
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > state.width:
                yield f"{state.name}: {width} px wide"
        stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        if stored != [0, 0, ""]:
            yield f"stored {stored}"

    assert walk([*addresses(served, site, the_campaign, code), *(served + name for name in SHARED)], look) == []
