"""The theme's search in a site that is opened from a disk, where a browser refuses workers and requests.

The theme then looks for its index in a script, `search/search_index.js`; what it sends to its worker goes to
`file_worker.js`. On a school's server (http) both stay unused, and the search is that of the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

_INDEX = "search_index.json"
_SCRIPT = "assets/offline/file-worker.js"
_LANGUAGE = re.compile(r"/lunr/(?:min/lunr\.(?P<code>\w+)\.min|(?P<other>tinyseg|wordcut))\.js$")
_SHARED = frozenset({"stemmer", "multi"})
_HELPERS = {"tinyseg": {"ja"}, "wordcut": {"hi", "th"}}


def is_index(path: str) -> bool:
    """Return whether a file of the site is a search index."""
    return path.endswith(f"search/{_INDEX}")


def languages(indexes: Iterable[bytes]) -> set[str]:
    """Return the languages that the indexes are searched in."""
    return {code for index in indexes for code in json.loads(index)["config"].get("lang", ())}


def is_needless(path: str, used: set[str]) -> bool:
    """Return whether a file serves the search in another language than those used."""
    found = _LANGUAGE.search(path)
    if found is None:
        return False
    code = found["code"]
    return not (_HELPERS[found["other"]] & used) if code is None else code not in used | _SHARED


def index_files(path: str, index: bytes) -> dict[str, bytes]:
    """Return the files in the place of an index, by path: their addresses are those of files, not of folders."""
    data = json.loads(index)
    for document in data["docs"]:
        page, sign, anchor = document["location"].partition("#")
        document["location"] = (page if page.endswith(".html") else f"{page}index.html") + sign + anchor
    text = json.dumps(data, ensure_ascii=False)
    script = path.removesuffix(".json") + ".js"
    return {path: text.encode(), script: f"var __index = {text};\n".encode()}


def shared_files() -> dict[str, bytes]:
    """Return the script that stands in for a worker, by path."""
    return {_SCRIPT: (Path(__file__).parent / "file_worker.js").read_bytes()}


def head(text: str, top: str) -> list[str]:
    """Return what the head of a page needs, if it has the theme's search; `top` leads to the top of the site."""
    return [f'<script src="{top}{_SCRIPT}"></script>'] if 'id="__config"' in text else []
