"""The PO files of messages, held against the code: an entry for every sentence that `say` is given, and no other.

The sentences are read from the syntax tree: a call inside a call counts, and one that is no literal is found.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, write_po

from scripts import atomic, catalogue
from scripts.data_file import described
from scripts.finding import START, Finding, Position, finding, say

SCRIPTS = Path(__file__).parent
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n\n'


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_bytes())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "say")


def _literal(call: ast.Call) -> str | None:
    first = call.args[0] if len(call.args) == 1 else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _descriptions(schema: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what a schema says of the values it refuses."""
    if isinstance(schema, dict) and "description" in schema and ("pattern" in schema or schema.get("enum") == []):
        yield described(schema["description"]).text
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _descriptions(value)


def _problem(text: str | None, call: ast.Call) -> str | None:
    """Return what keeps a call of `say` from being translated, or from being said at all."""
    if text is None:
        return say("the first argument of say() must be the sentence itself, between quotes; write it there")
    names, given = catalogue.fields(text), {word.arg for word in call.keywords}
    if names is None:
        return say(
            "the braces of «{text}» cannot be filled; write a plain name in each, and {{{{ for a brace", text=text
        )
    if None not in given and names != given:
        names = ", ".join(sorted(map(str, names ^ given)))
        return say(
            "the names in the braces of «{text}» are not the values it is given: {names}", text=text, names=names
        )
    return None


def sentences(scripts: Path = SCRIPTS) -> tuple[set[str], list[Finding]]:
    """Return every entry the catalogues must have, and MSG001 for each call of `say` that cannot have one."""
    texts: set[str] = set()
    findings = []
    for path in sorted(scripts.rglob("*.py")):
        for call in _calls(path):
            text = _literal(call)
            if problem := _problem(text, call):
                at = Position(call.lineno, call.col_offset + 1)
                findings.append(finding(path.relative_to(scripts.parent).as_posix(), at, "MSG001", problem))
            elif text:
                texts.add(text)
    for path in sorted(scripts.glob("schemas/*.json")):
        texts.update(_descriptions(json.loads(path.read_text(encoding="utf-8"))))
    return texts, findings


def _check(read: Catalog, texts: set[str], shown: str) -> Iterator[Finding]:
    """Yield MSG001 for each entry of a catalogue that is missing, obsolete, untranslated or unlike its English."""
    for text in sorted(texts - {str(one.id) for one in read}):
        message = say("«{text}» has no entry; run `python -m scripts messages`, then translate it", text=text)
        yield finding(shown, START, "MSG001", message)
    for one in read:
        text, words, at = str(one.id), str(one.string), Position(one.lineno or 1, 1)
        if not text:
            continue
        if text not in texts:
            message = say(
                "nothing says «{text}» any more; run `python -m scripts messages`, which removes it", text=text
            )
            yield finding(shown, at, "MSG001", message)
        elif not words or one.fuzzy:
            yield finding(
                shown, at, "MSG001", say("«{text}» is not translated; write it between the quotes", text=text)
            )
        elif catalogue.fields(words) != catalogue.fields(text):
            message = say("the translation must keep the names in braces of «{text}», each as it is", text=text)
            yield finding(shown, at, "MSG001", message)


def _catalogues(scripts: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield (language, path, path as shown) of every PO file."""
    for language in catalogue.languages(scripts / "messages")[1:]:
        path = scripts / "messages" / f"{language}.po"
        yield language, path, path.relative_to(scripts.parent).as_posix()


def check(scripts: Path = SCRIPTS) -> list[Finding]:
    """Return what is wrong with the messages of the code below `scripts` and with their translations, sorted."""
    texts, findings = sentences(scripts)
    for _, path, shown in _catalogues(scripts):
        try:
            findings += _check(catalogue.read(path), texts, shown)
        except PoFileError as error:
            message = say("not a PO file ({reason}); correct this line", reason=error)
            findings.append(finding(shown, Position((error.lineno or 0) + 1, 1), "MSG001", message))
        except UnicodeDecodeError:
            findings.append(finding(shown, START, "MSG001", say("not UTF-8 text; save the file as UTF-8")))
    return sorted(findings)


def _file(language: str, entries: dict[str, str]) -> bytes:
    """Return a PO file that depends on its entries only: no date, no place in the code, sorted."""
    fresh, content = Catalog(locale=language), BytesIO()
    for text, words in entries.items():
        fresh.add(text, words)
    write_po(content, fresh, width=0, no_location=True, omit_header=True, sort_output=True)
    return _HEADER.format(language=language).encode() + content.getvalue()


def update(scripts: Path = SCRIPTS) -> list[Finding]:
    """Give the PO files an empty entry for each new sentence, and take out those nothing says; returns `check`.

    A file that cannot be read, and all of them while a call of `say` cannot be, stay as they are.
    """
    texts, findings = sentences(scripts)
    for language, path, _ in _catalogues(scripts) if not findings else ():
        try:
            known = {str(one.id): "" if one.fuzzy else str(one.string) for one in catalogue.read(path)}
        except (PoFileError, UnicodeDecodeError):
            continue
        content = _file(language, {text: known.get(text, "") for text in texts})
        if content != path.read_bytes():
            atomic.write(path, content)
    return check(scripts)
