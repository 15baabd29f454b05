"""What contributors ask the checks to let pass, each with its reason.

On a line: `<!-- allow TRM001: a quotation from the law -->`, at its end or alone on the line above it.
On a whole page: `allow: {TRM001: a quotation from the law}` in the front matter.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from scripts.finding import Finding, Position, nearest, say

if TYPE_CHECKING:
    from scripts.rules import View

CODES = ("SUP001", "SUP002", "SUP003", "SUP004")
_REASON = 8  # letters, as in the front matter's schema
_EXAMPLE = "<!-- allow TRM001: … -->"


@functools.cache
def _codes() -> dict[str, bool | None]:
    """Return every code, and whether it may be silenced; None for one of a rule that takes the whole site."""
    from scripts import rules  # here, because the runner of the rules settles what they find

    found = {}
    for one in rules.modules():
        of_pages = hasattr(one, "check_page") or hasattr(one, "check_group")
        found |= dict.fromkeys(one.CODES, getattr(one, "SILENCE", True) and (True if of_pages else None))
    return found


def _wanted(view: View) -> list[tuple[str, str, Position, int | None]]:
    """Return (code, reason, place, line; None for the whole page) of everything a page asks for."""
    page = view.page
    found: list[tuple[str, str, Position, int | None]] = [
        (one.code, one.reason, one.at, one.line) for one in page.allowances
    ]
    asked = page.meta.get("allow")
    for code, reason in asked.items() if isinstance(asked, dict) else ():
        found.append((str(code), str(reason or "").strip(), page.at("allow", code), None))
    return found


def settle(view: View, findings: set[Finding]) -> set[Finding]:
    """Return the findings without those that `view` may let pass, and with what is wrong in what it asks for."""
    wanted = _wanted(view)
    if not wanted:
        return findings
    shown, known = view.shown, _codes()
    left = set(findings)
    for code, reason, at, line in wanted:
        if code not in known:
            near = nearest(code, known)
            hint = say("did you mean {code}?", code=near) if near else say("write {form}", form=_EXAMPLE)
            left.add(view.say_at(at, "SUP002", say("«{code}» is no code of a rule; {hint}", code=code, hint=hint)))
        elif known[code] is None:
            message = say(
                "{code} looks at the whole site: no page can let it pass; correct the text instead", code=code
            )
            left.add(view.say_at(at, "SUP004", message))
        elif not known[code]:
            message = say("{code} protects readers and cannot be silenced; correct the text instead", code=code)
            left.add(view.say_at(at, "SUP004", message))
        elif len(reason.split()) < 2 or len(reason) < _REASON:
            message = say("say why {code} may pass here: {form}", code=code, form=_EXAMPLE.replace("TRM001", code))
            left.add(view.say_at(at, "SUP001", message))
        else:
            passed = {one for one in findings if (one.path, one.code) == (shown, code) and line in (None, one.line)}
            if not passed:
                message = say("nothing here needs «allow {code}» any more; take it out", code=code)
                left.add(view.say_at(at, "SUP003", message))
            left -= passed
    return left
