"""What can be read without a connection: the whole site as a ZIP that opens from a disk, and a file of text to send."""

from __future__ import annotations

import argparse
import re

_VERSION = re.compile(r"[0-9A-Za-z]([0-9A-Za-z._-]{0,38}[0-9A-Za-z])?")


def _version(text: str) -> str:
    """Return a version that may stand in the name of a file on any system. Raises argparse.ArgumentTypeError."""
    if text and not _VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"«{text}» cannot stand in a file's name; write letters, digits, points and hyphens, as 2026.12"
        )
    return text


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command; `root` and `site` are added by the caller."""
    parser.add_argument("--version", type=_version, default="", help="stands in the files' names (the day of the copy)")


def command(options: argparse.Namespace) -> int:
    """Write the offline edition of the built site into dist/; returns 0, 1 (not written) or 2 (no site is built)."""
    from scripts.offline.making import run  # here, since no other command needs it

    return run(options.root, options.site, options.version)
