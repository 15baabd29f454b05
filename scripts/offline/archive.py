"""A ZIP that is the same, byte for byte, whenever and wherever the same files are packed."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Mapping


def pack(files: Mapping[str, bytes], folder: str, day: datetime.date) -> bytes:
    """Return a ZIP with `files` (by path) below one folder, each dated `day`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is packed: what unpacks it reads the rights below
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[path])
    return out.getvalue()


def checksum(content: bytes, name: str) -> bytes:
    """Return the line that `sha256sum -c` reads."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()
