"""A PDF of Typst made smaller, and its Arabic made to copy and search well.

Typst maps a letter and the mark on it to the same text, and corrects that with ActualText around each glyph.
Chrome's and Firefox's viewers then take words apart (typst/typst#8767). Here each glyph gets its own text, and
the corrections go: they are no longer needed.
"""

from __future__ import annotations

import io
import re

import pikepdf

_MARK = re.compile("[\u064b-\u0652\u0670]")
_ENTRY = re.compile(r"<([0-9A-Fa-f]+)>(\s*)<([0-9A-Fa-f]+)>")
# Strings are passed over: a glyph's code may hold the letters of an operator.
_TOKEN = re.compile(rb"\((?:\\.|[^\\)])*\)|/Span<</ActualText<[0-9A-F]*>>>BDC|BMC|BDC|EMC", re.DOTALL)


def _widths(font: pikepdf.Dictionary) -> dict[int, float]:
    """Return the widths of a font's glyphs (PDF 32000-1, 9.7.4.3: runs of widths, or ranges of one width)."""
    table, widths, index = list(font.get("/W", [])), {}, 0
    while index < len(table):
        first = int(table[index])
        if isinstance(table[index + 1], pikepdf.Array):
            widths |= {first + step: float(width) for step, width in enumerate(table[index + 1])}
            index += 2
        else:
            widths |= dict.fromkeys(range(first, int(table[index + 1]) + 1), float(table[index + 2]))
            index += 3
    return widths


def _own_text(font: pikepdf.Dictionary) -> bytes:
    """Return a font's ToUnicode with letters for what takes room, marks for what takes none."""
    glyphs = font.DescendantFonts[0]
    widths, default = _widths(glyphs), float(glyphs.get("/DW", 1000))

    def entry(match: re.Match[str]) -> str:
        text = bytes.fromhex(match.group(3)).decode("utf-16-be")
        marks = "".join(_MARK.findall(text))
        own = marks if widths.get(int(match.group(1), 16), default) == 0 else _MARK.sub("", text)
        if not marks or not own:
            return match.group()
        return f"<{match.group(1)}>{match.group(2)}<{own.encode('utf-16-be').hex().upper()}>"

    return _ENTRY.sub(entry, font.ToUnicode.read_bytes().decode("latin-1")).encode("latin-1")


def _uncorrected(stream: bytes) -> bytes:
    """Return a page's content without the spans that only say what text a glyph stands for."""
    open_spans: list[bool] = []

    def token(match: re.Match[bytes]) -> bytes:
        found = match.group()
        if found.startswith(b"("):
            return found
        if found == b"EMC":
            return b" " if open_spans.pop() else found
        open_spans.append(found.startswith(b"/Span<</ActualText"))
        return b" " if open_spans[-1] else found

    return _TOKEN.sub(token, stream)


def packed(content: bytes) -> bytes:
    """Return a PDF of Typst with each glyph's own text, its small objects compressed too: tags weigh most."""
    pikepdf.settings.set_flate_compression_level(9)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and "/ToUnicode" in one:
                one.ToUnicode = document.make_stream(_own_text(one))
        for page in document.pages:
            page.Contents = document.make_stream(_uncorrected(page.Contents.read_bytes()))
        document.remove_unreferenced_resources()
        document.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
    return target.getvalue()
