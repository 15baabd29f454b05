"""What the page on the campaign's face shows of it: read from what the site is made of, so that it is never behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from scripts import palette
from scripts.campaign import DRAWINGS, Campaign, Promise, icon_files
from scripts.palette import Measured, Palette

SAMPLES = ("name", "palette", "contrast", "type", "icons", "drawings")
SIZES = ("xxl", "xl", "l", "m", "s", "xs")  # of type, as base.css names them


class Kept(NamedTuple):
    """A promise with the pair of colours that comes nearest to breaking it, in each scheme."""

    promise: Promise
    light: Measured
    dark: Measured


@dataclass(frozen=True)
class Look:
    """The palette, what it promises, the names of the icons and of the drawings, the name of the site as a picture."""

    palette: Palette = field(default_factory=Palette)
    promises: tuple[Kept, ...] = ()
    icons: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()
    wordmarks: Mapping[str, Markup] = field(default_factory=dict)


def _kept(colours: Palette, promises: tuple[Promise, ...]) -> tuple[Kept, ...]:
    found = []
    for promise in promises:
        if pairs := palette.measured(colours, (promise,)):
            worst = min(pairs, key=lambda one: one.light), min(pairs, key=lambda one: one.dark)
            found.append(Kept(promise, *worst))
    return tuple(found)


def of(campaign: Campaign, templates: Path, wordmarks: Mapping[str, Markup]) -> Look:
    """Return the look of a campaign whose templates are in a folder."""
    colours = palette.read(campaign.docs)
    drawings = sorted(path.stem for path in (templates / DRAWINGS).glob("*.svg"))
    return Look(colours, _kept(colours, campaign.contrast), tuple(icon_files(templates)), tuple(drawings), wordmarks)
