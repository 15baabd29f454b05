"""What a font file (TrueType, OpenType) says of itself in its table of names."""

from __future__ import annotations

import struct

COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14  # https://learn.microsoft.com/typography/opentype/spec/name
_FREE = ("open font license", "openfontlicense", "scripts.sil.org/ofl")


def names(content: bytes) -> dict[int, str]:
    """Return the names of a font by their number; none where it is no font."""
    found: dict[int, str] = {}
    try:
        count = struct.unpack_from(">H", content, 4)[0]
        tables = (struct.unpack_from(">4sLLL", content, 12 + 16 * index) for index in range(count))
        start = next((offset for tag, _, offset, _ in tables if tag == b"name"), None)
        if start is None:
            return {}
        _, number, strings = struct.unpack_from(">HHH", content, start)
        for index in range(number):
            platform, _, _, name, length, offset = struct.unpack_from(">6H", content, start + 6 + 12 * index)
            text = content[start + strings + offset :][:length]
            if platform in (0, 3):
                found.setdefault(name, text.decode("utf-16-be"))
    except (struct.error, UnicodeDecodeError):
        return {}
    return found


def is_free(content: bytes) -> bool:
    """Return whether a font says that it stands under the SIL Open Font License."""
    said = names(content)
    return any(sign in said.get(name, "").lower() for name in (LICENCE, LICENCE_ADDRESS) for sign in _FREE)
