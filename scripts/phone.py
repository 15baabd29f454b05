"""Phone numbers as `data/` stores them: E.164 (`+212537000000`) or a national short number (`2511`).

Checked and written out with `phonenumbers` (Google's libphonenumber). Its lists of short numbers have gaps
(2511, 1899…), so that a short number is only held to its form there.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

from scripts.finding import Message, say

KINDS = ("phone", "sms", "whatsapp")  # the kinds of contact whose value is a number


def is_short(value: str) -> bool:
    """Return whether `value` is a national short number, dialled as it is and from inside the country only."""
    return not value.startswith("+")


def _parse(value: str, region: str | None = None) -> PhoneNumber | None:
    """Return a number, or None for one that is none, also for a short one unless its country is named."""
    try:
        return phonenumbers.parse(value, region)
    except NumberParseException:
        return None


# Numbers that no one is ever given, for films and examples: Ofcom («Telephone numbers for use in TV and radio drama»,
# London), the North American Numbering Plan (555-0100 to 555-0199), Arcep (decision 2018-0881).
_FICTIONAL = re.compile(r"\+(442079460\d{3}|1\d{3}55501\d\d|33(19900|26191|35301|46571|53649|63998)\d{4})")


def is_fictional(value: str) -> bool:
    """Return whether a number, with or without spaces, is one that nobody answers."""
    return _FICTIONAL.fullmatch("".join(one for one in value if one in "+0123456789")) is not None


def problem(value: str, country: str | None) -> Message | None:
    """Return what is wrong with a number for a channel of `country` (ISO code; None for any), and the fix."""
    region = (country or "").upper()
    if is_short(value):
        number = _parse(value, region) if country else None
        if number and phonenumbers.is_valid_number(number):
            code = phonenumbers.country_code_for_region(region)
            return say(
                "«{value}» is a whole number, not a short one; write it with +{code} in front", value=value, code=code
            )
        return None
    number = _parse(value)
    if number is None or not phonenumbers.is_valid_number(number):
        return say("«{value}» is not a number that exists; correct its digits", value=value)
    if country and number.country_code != phonenumbers.country_code_for_region(region):
        home = phonenumbers.region_code_for_country_code(number.country_code)
        return say(
            "«{value}» is a number of {home}, in the file of {region}; correct it, or move the channel",
            value=value,
            home=home,
            region=region,
        )
    return None


def _freephone_at_home(number: PhoneNumber, country: str) -> bool:
    """Freephone numbers are known, and often only reachable, in their national form; +1 has none of its own."""
    home = phonenumbers.country_code_for_region(country.upper()) == number.country_code != 1
    return home and phonenumbers.number_type(number) == PhoneNumberType.TOLL_FREE


def shown(value: str, country: str, display: str | None = None) -> str:
    """Return a number of a channel of `country` as readers dial it: spaced as `display`, or as usual."""
    number = _parse(value)
    if display or number is None:
        return display or value
    at_home = _freephone_at_home(number, country)
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    )


def dial(value: str, country: str) -> str:
    """Return a number of a channel of `country` as a `tel:` address wants it."""
    number = _parse(value)
    return national(value) if number and _freephone_at_home(number, country) else value


def national(value: str) -> str:
    """Return the digits of a number as they are dialled inside its country."""
    number = _parse(value)
    if number is None:
        return value
    return "".join(filter(str.isdigit, phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)))


def same_digits(value: str, display: str) -> bool:
    """Return whether `display` is `value` in its national or international form, only spaced otherwise."""
    digits = "".join(filter(str.isdigit, display))
    return digits in ("".join(filter(str.isdigit, value)), national(value))


# What anybody can buy.
_FOR_SALE = {
    PhoneNumberType.MOBILE: say("a mobile number"),
    PhoneNumberType.PERSONAL_NUMBER: say("a personal number"),
    PhoneNumberType.VOIP: say("an internet number"),
}
_COSTLY = {
    PhoneNumberType.PREMIUM_RATE: say("a premium-rate number"),
    PhoneNumberType.SHARED_COST: say("a number that costs the caller extra"),
}


def suspect(value: str, public: bool) -> Message | None:
    """Return what a number is if no such service should have it, such as «a mobile number» for a public one."""
    number = _parse(value)
    kind = phonenumbers.number_type(number) if number else None
    return (_COSTLY | (_FOR_SALE if public else {})).get(kind)
