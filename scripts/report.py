"""Findings as people and programs read them: lines, annotations of a pull request, JSON; in Arabic, French or English.

A message is in the language of the page it speaks of, unless one language is asked for; where a file has no language
(data, settings), in the one of the terminal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence

from scripts import catalogue
from scripts.campaign import Campaign, direction
from scripts.finding import ERROR, WARNING, Finding, Message, one_line

FORMATS = ("text", "github", "json")
AUTO = "auto"
_ANNOTATIONS = 10  # of each level: GitHub shows no more for one step
_MARKS = ("\ue000", "\ue001")  # stand for the isolates until control characters have been made visible
_ISOLATES = str.maketrans({"\ue000": "\u2068", "\ue001": "\u2069"})


def _terminal() -> str:
    """Return the language of the terminal, as gettext finds it, or English."""
    asked = next(
        (os.environ[name] for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    code = asked.split(":")[0].split(".")[0].split("_")[0].lower()
    return code if code in catalogue.languages() else catalogue.ENGLISH


def spoken(message: str, language: str) -> str:
    """Return a message on one line; in a right-to-left language, with what it quotes isolated."""
    if language == catalogue.ENGLISH or direction(language) == "ltr" or not isinstance(message, Message):
        return one_line(catalogue.translate(message, language))
    return one_line(catalogue.translate(message, language, _MARKS)).translate(_ISOLATES)


class Speaker:
    """Says findings in a language: `asked`, or that of each file of a campaign."""

    def __init__(self, campaign: Campaign | None, asked: str = AUTO) -> None:
        self.asked = asked
        docs = f"{campaign.relative(campaign.docs)}/" if campaign else ""
        known = catalogue.languages()
        codes = [locale.code for locale in campaign.locales] if campaign else []
        self.folders = {f"{docs}{code}/": code for code in codes if code in known}

    def language(self, one: Finding) -> str:
        """Return the language in which a finding is said."""
        if self.asked != AUTO:
            return self.asked
        return next((code for folder, code in self.folders.items() if one.path.startswith(folder)), None) or _terminal()

    def message(self, one: Finding) -> str:
        """Return the message on one line, in its language."""
        return spoken(one.message, self.language(one))

    def line(self, one: Finding) -> str:
        """Return `path:line:col: CODE message`."""
        return f"{one.path}:{one.line}:{one.col}: {one.code} {self.message(one)}"


def said(words: str, asked: str = AUTO) -> str:
    """Return a sentence of a command in the language asked for, or that of the terminal."""
    return catalogue.translate(words, _terminal() if asked == AUTO else asked)


def level(one: Finding, warnings: Collection[str]) -> str:
    """Return whether a finding is an error or a warning."""
    return WARNING if one.code in warnings else ERROR


def text(findings: Sequence[Finding], speaker: Speaker) -> str:
    """Return one line for each finding."""
    return "".join(f"{speaker.line(one)}\n" for one in findings)


def as_json(findings: Sequence[Finding], speaker: Speaker, warnings: Collection[str]) -> str:
    """Return a JSON list of objects: path, line, col, code, level, message, language, fixable."""
    entries = [
        {
            "path": one.path,
            "line": one.line,
            "col": one.col,
            "code": one.code,
            "level": level(one, warnings),
            "message": speaker.message(one),
            "language": speaker.language(one),
            "fixable": one.fix is not None,
        }
        for one in findings
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _escaped(value: str, extra: str = "") -> str:
    """Return a value as GitHub's workflow commands want it."""
    return "".join(f"%{ord(letter):02X}" if letter in "%\r\n" + extra else letter for letter in value)


def annotations(findings: Sequence[Finding], speaker: Speaker, warnings: Collection[str]) -> str:
    """Return GitHub's annotations, errors first, as many as it shows; the summary has every one."""
    lines: list[str] = []
    for wanted in (ERROR, WARNING):
        for one in [one for one in findings if level(one, warnings) == wanted][:_ANNOTATIONS]:
            path = _escaped(one.path, ":,")
            place = f"file={path},line={one.line},col={one.col},title={one.code}"
            lines.append(f"::{wanted} {place}::{_escaped(speaker.message(one))}\n")
    return "".join(lines)
