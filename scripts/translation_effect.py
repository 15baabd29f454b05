"""What a change to the pages of one language asks of the others: which sections changed, which are to be read again.

Words count, not characters: punctuation, links and dates ask nothing of another language (see `reviews`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts import reviews, source_page
from scripts.campaign import Campaign
from scripts.source_page import PageError, SourcePage

Sections = tuple[str, ...]


@dataclass
class Effect:
    """What happens to one page, `path` inside a language's folder; every mapping is by language code.

    `before`, `now`: the languages that had and have it; `unread`: those whose text cannot be read. `words`: the
    sections whose words changed, came or went; `form`: the languages in which something else changed. `behind`: the
    sections to be read again in a language; `together`: those that changed in several. `recorded`: data/reviews knows
    the page.
    """

    path: str
    before: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    words: dict[str, Sections] = field(default_factory=dict)
    form: list[str] = field(default_factory=list)
    behind: dict[str, Sections] = field(default_factory=dict)
    together: Sections = ()
    recorded: bool = True
    headings: dict[str, dict[str, str]] = field(default_factory=dict)

    def heading(self, section: str, language: str) -> str:
        """Return the words of a section's heading in a language, or in any that has it; '' for one without."""
        known = [self.headings.get(language, {}), *self.headings.values()]
        return next((one[section] for one in known if one.get(section)), "")


def _parsed(text: str | None, effect: Effect, locale: str) -> SourcePage | None:
    if text is None:
        return None
    try:
        return source_page.read(text)
    except PageError:
        effect.unread.append(locale)
        return None


def _headings(page: SourcePage) -> dict[str, str]:
    return {reviews.name_of(one): one.heading.text for one in page.sections if one.heading}


def _changes(effect: Effect, locale: str, old: dict[str, str], new: dict[str, str]) -> None:
    names = [*new, *(name for name in old if name not in new)]
    words = tuple(name for name in names if not reviews.same_words(old.get(name), new.get(name)))
    if words:
        effect.words[locale] = words
    else:
        effect.form.append(locale)


def _left(effect: Effect, campaign: Campaign, digests: Mapping[str, dict[str, str]]) -> None:
    """Fill in what is still to be read side by side, from the record of the page."""
    review = reviews.load(campaign, effect.path)
    effect.recorded = bool(review.seen)
    behind: dict[str, list[str]] = {}
    together: list[str] = []
    codes = list(digests)
    for index, one in enumerate(codes):
        for other in codes[:index]:
            for name in dict.fromkeys([*digests[one], *digests[other]]):
                here, there = digests[one].get(name), digests[other].get(name)
                if here is None or there is None:
                    behind.setdefault(one if here is None else other, []).append(name)
                    continue
                moved = not reviews.same_words(review.known(one, other, name), there)
                moved_here = not reviews.same_words(review.known(other, one, name), here)
                if effect.recorded and moved and moved_here:
                    together.append(name)
                elif effect.recorded and (moved or moved_here):
                    behind.setdefault(one if moved else other, []).append(name)
    effect.behind = {code: tuple(dict.fromkeys(names)) for code, names in behind.items()}
    effect.together = tuple(dict.fromkeys(together))


def _effect(campaign: Campaign, path: str, touched: Mapping[str, str | None]) -> Effect:
    """Return the effect on one page; `touched` holds its former text in the languages where it is another now."""
    effect = Effect(path)
    digests: dict[str, dict[str, str]] = {}
    for locale in (one.code for one in campaign.locales):
        file = campaign.docs / locale / path
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else None
        former = touched.get(locale, text)
        effect.now += [locale] if text is not None else []
        effect.before += [locale] if former is not None else []
        page, old = _parsed(text, effect, locale), None
        if page:
            digests[locale] = reviews.digests(page)
        if page and locale in touched:
            old = _parsed(former, Effect(path), locale)
            if former is None or old:
                _changes(effect, locale, reviews.digests(old) if old else {}, digests[locale])
        effect.headings[locale] = (_headings(old) if old else {}) | (_headings(page) if page else {})
    effect.recorded = reviews.folder(campaign).is_dir()
    if effect.recorded and not effect.unread:
        _left(effect, campaign, digests)
    return effect


def effects(campaign: Campaign, changed: Mapping[str, str | None]) -> Iterable[Effect]:
    """Yield the effect on each page of `changed`: paths as findings show them -> former text, None for a new page."""
    pages: dict[str, dict[str, str | None]] = {}
    codes = {locale.code for locale in campaign.locales}
    docs = campaign.relative(campaign.docs)
    for shown, text in changed.items():
        path = Path(shown)
        if path.is_relative_to(docs):
            locale, *rest = path.relative_to(docs).parts
            if locale in codes and rest:
                pages.setdefault("/".join(rest), {})[locale] = text
    for path, touched in sorted(pages.items()):
        yield _effect(campaign, path, touched)
