"""Words with two endings at once, wherever they stand on a page: what they look like is for each language to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scripts.finding import Finding, Message
from scripts.rules import View
from scripts.running_text import RunningText

CODE = "GEN003"
_LONGEST = 30  # letters of a word


def check(
    view: View,
    ending: re.Pattern[str],
    word: re.Pattern[str],
    is_ending: Callable[[str, re.Match[str]], bool],
    message: Callable[[str], Message],
) -> Iterator[Finding]:
    """Yield GEN003 for each `ending` that stands after a `word` and that `is_ending(word, match)` takes for one.

    `message` says of the whole form what is to do.
    """
    running = RunningText(view)
    for match in ending.finditer(running.text):
        found = word.search(running.text[max(0, match.start() - _LONGEST) : match.start()])
        before = found.group() if found else ""
        if len(before) > 1 and is_ending(before, match):
            yield running.say_at(match.start() - len(before), CODE, message(before + match.group()))
