"""What CLDR knows of a language, asked for by its code as the web writes it: `fa`, `pt-BR`."""

from __future__ import annotations

from babel import Locale


def of(code: str) -> Locale:
    """Return the language of a code. Raises UnknownLocaleError or ValueError."""
    return Locale.parse(code.replace("-", "_"))


def own_name(code: str) -> str:
    """Return the name of a language in itself, as a switcher shows it: Español; '' if CLDR has none. Raises as `of`."""
    name = of(code).get_display_name() or ""
    return name[:1].upper() + name[1:]
