"""The words of a picture, for those who do not see it: what it shows, in a sentence; and the file that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from scripts import addresses
from scripts.finding import Finding, Message, say
from scripts.languages import any_of
from scripts.rules import View
from scripts.source_page import Image

CODES = ("ALT001", "ALT002")

_LONGEST, _HEAVIEST = 150, 150_000
_FILE = re.compile(
    r"[\w.()\s-]*\.(?:png|jpe?g|gif|svg|webp|avif|heic|bmp)|(?:IMG|DSC|PXL|Screenshot|Capture)[-_ ]?[\d_ -]+", re.I
)
_EMPTY_WORDS = re.compile(any_of("image"), re.IGNORECASE)


def _words(image: Image) -> Message | None:
    alt = " ".join(image.alt.split())
    if not alt:
        return say("the picture «{target}» has no words; write between [ and ] what it shows", target=image.target)
    if _EMPTY_WORDS.fullmatch(alt.strip(" .:…")) or _FILE.fullmatch(alt):
        return say("«{alt}» does not say what the picture shows; write it in a sentence", alt=alt)
    if len(alt) > _LONGEST:
        return say(
            "the words of the picture are {length} characters long; say in {most} at most what it shows",
            length=len(alt),
            most=_LONGEST,
        )
    return None


def _file(view: View, image: Image) -> Message | None:
    target = unquote(image.target.partition("#")[0].partition("?")[0])
    if not target or ":" in target or target.startswith(("/", "\ufffc")):
        return None
    campaign = view.corpus.campaign
    inside = addresses.joined(view.path, target)
    # Another site may keep its pictures with the default language, or beside the folders of the languages.
    folders = [campaign.docs / view.locale.code, campaign.docs / campaign.locales[0].code, campaign.docs]
    file = next((folder / inside for folder in folders if (folder / inside).is_file()), None)
    if file is None:
        return say("there is no picture «{target}»; correct the path, or add the file", target=image.target)
    size = file.stat().st_size
    if size > _HEAVIEST:
        return say(
            "«{target}» weighs {size} kB; make it {most} kB at most, for those who pay for each megabyte",
            target=image.target,
            size=size // 1000,
            most=_HEAVIEST // 1000,
        )
    return None


def check_page(view: View) -> Iterator[Finding]:
    """Yield ALT001 for a picture without words that help, ALT002 for a file that is missing or heavy."""
    for image in view.page.images:
        if message := _words(image):
            yield view.say_at(image.at, "ALT001", message)
        if message := _file(view, image):
            yield view.say_at(image.at, "ALT002", message)
