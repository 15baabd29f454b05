"""A page's Markdown as HTML, with the extensions of the site and no site generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown import Markdown

from scripts.extensions import SiteExtension
from scripts.locale_build import LocaleBuild


def renderer(
    builds: Mapping[str, LocaleBuild], extensions: Sequence[Any], configs: Mapping[str, Any]
) -> Callable[[str, str], str]:
    """Return what turns (locale, path) into the HTML of that page.

    `extensions` and `configs` are Python-Markdown's, as in `markdown_extensions` of mkdocs.yml, without ours.
    """
    engines = {
        locale: Markdown(extensions=[*extensions, SiteExtension(build.context)], extension_configs=dict(configs))
        for locale, build in builds.items()
    }

    def render(locale: str, path: str) -> str:
        build, page = builds[locale], builds[locale].pages[path]
        build.begin_page(path, page.meta)
        return engines[locale].reset().convert(page.body)

    return render
