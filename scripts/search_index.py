"""The search index of one language, out of the theme's index of one build."""

from __future__ import annotations

import json
from typing import Any


def localise(index: str, prefix: str, config: dict[str, Any]) -> str:
    """Return `index` (JSON) with the pages under `prefix` only, their addresses relative to it.

    `config` replaces the index's own settings (lang, separator, pipeline).
    """
    data = json.loads(index)
    docs = [
        doc | {"location": doc["location"].removeprefix(prefix)}
        for doc in data["docs"]
        if doc["location"].startswith(prefix)
    ]
    return json.dumps({"config": data["config"] | config, "docs": docs}, ensure_ascii=False)
