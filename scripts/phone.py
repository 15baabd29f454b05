"""Phone numbers as `data/` stores them: E.164 (`+212537000000`) or a national short number (`2511`).

Checked and written out with `phonenumbers` (Google's libphonenumber). Its lists of short numbers have gaps
(2511, 1899…), so that a short number is only held to its form there.
"""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType


def is_short(value: str) -> bool:
    """Return whether `value` is a national short number, dialled as it is and from inside the country only."""
    return not value.startswith("+")


def _parse(value: str, region: str | None = None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(value, region)
    except NumberParseException:
        return None


def problem(value: str, country: str | None) -> str | None:
    """Return what is wrong with a number for a channel of `country` (ISO code; None for any), and the fix."""
    region = (country or "").upper()
    if is_short(value):
        number = _parse(value, region) if country else None
        if number and phonenumbers.is_valid_number(number):
            code = phonenumbers.country_code_for_region(region)
            return f"«{value}» is a whole number, not a short one; write it with +{code} in front"
        return None
    number = _parse(value)
    if number is None or not phonenumbers.is_valid_number(number):
        return f"«{value}» is not a number that exists; correct its digits"
    if country and number.country_code != phonenumbers.country_code_for_region(region):
        home = phonenumbers.region_code_for_country_code(number.country_code)
        return f"«{value}» is a number of {home}, in the file of {region}; correct it, or move the channel"
    return None


def _is_national(number: PhoneNumber) -> bool:
    """Freephone numbers are known, and often only reachable, in their national form; +1 has none of its own."""
    return phonenumbers.number_type(number) == PhoneNumberType.TOLL_FREE and number.country_code != 1


def shown(value: str, display: str | None = None) -> str:
    """Return a number as readers dial it: `display` if an editor spaced it, else the usual spacing."""
    number = None if is_short(value) else _parse(value)
    if display or number is None:
        return display or value
    form = PhoneNumberFormat.NATIONAL if _is_national(number) else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def dial(value: str) -> str:
    """Return a number as a `tel:` address wants it."""
    number = None if is_short(value) else _parse(value)
    if number is None or not _is_national(number):
        return value
    return "".join(filter(str.isdigit, phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)))


def same_digits(value: str, display: str) -> bool:
    """Return whether `display` is `value` in its national or international form, only spaced otherwise."""
    digits = "".join(filter(str.isdigit, display))
    return digits in ("".join(filter(str.isdigit, value)), dial(value), _national(value))


def _national(value: str) -> str:
    number = None if is_short(value) else _parse(value)
    if number is None:
        return value
    return "".join(filter(str.isdigit, phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)))


def is_mobile(value: str) -> bool:
    """Return whether a number is a mobile one, which anybody can buy."""
    number = None if is_short(value) else _parse(value)
    return number is not None and phonenumbers.number_type(number) == PhoneNumberType.MOBILE
