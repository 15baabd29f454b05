"""The call bar of phones: what `extra.call_bar` and `call` of a page name are services with a number to call."""

from __future__ import annotations

from collections.abc import Iterator

from scripts import yaml_source
from scripts.campaign import CONFIG
from scripts.finding import Finding, Position, finding, nearest, say
from scripts.rules import Corpus

CODES = ("CHN005",)
NEEDS_DATA = True
SILENCE = False


def _entries(corpus: Corpus) -> Iterator[tuple[str, Position, object, str]]:
    """Yield (file, place, what is named, language or '') for everything that a call bar is to hold."""
    source = yaml_source.read(corpus.campaign.root / CONFIG)
    extra = source.data.get("extra") if isinstance(source.data, dict) else None
    named = (extra.get("call_bar") or []) if isinstance(extra, dict) else []
    for index, name in enumerate(named if isinstance(named, list) else [named]):
        yield CONFIG, source.at(("extra", "call_bar", index)), name, ""
    for locale, shown, page in corpus:
        named = page.meta.get("call") or []
        # A value of another form has its finding from the front matter's schema.
        for index, name in enumerate(named if isinstance(named, list) else []):
            yield shown, page.at("call", index), name, locale


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield CHN005 for a name that is no published service, or that nobody can call."""
    library = corpus.library
    for file, at, name, locale in _entries(corpus):
        if name in library.unread:
            continue
        if not isinstance(name, str) or name not in library.channels:
            near = nearest(str(name), library.channels)
            hint = say("did you mean «{near}»?", near=near) if near else say("add it there, or correct the id")
            message = say("the call bar names «{name}», which no file of data/ publishes; {hint}", name=name, hint=hint)
            yield finding(file, at, "CHN005", message)
            continue
        locales = [locale] if locale else [one.code for one in corpus.campaign.locales]
        contacts = library.channels[name]["contacts"]
        for code in locales:
            if not any(one["kind"] == "phone" and one.get("locale", code) == code for one in contacts):
                message = say(
                    "the call bar names «{name}», which has no phone number in «{code}»; name another service",
                    name=name,
                    code=code,
                )
                yield finding(file, at, "CHN005", message)
                break
