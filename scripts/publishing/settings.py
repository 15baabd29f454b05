"""Where a campaign is published, and how: its address, its repository, how many versions it keeps."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError

from scripts import addresses
from scripts.campaign import CONFIG, Campaign

_RESERVED = (".example", ".invalid")  # RFC 2606: nobody's


class SettingsError(Exception):
    """The campaign cannot be published like this; the message is one line and says what to do."""


@dataclass(frozen=True)
class Settings:
    """`site_url` ends with a slash; `repo_url` may be ''. `templates` is the folder of ours.

    `first` is the address inside a language where readers in need are led, `now/`, or ''.
    """

    campaign: Campaign
    site_url: str
    repo_url: str
    templates: Path
    favicon: str
    first: str = ""

    @property
    def mount(self) -> str:
        """Return the path under which the site is served: `/` or `/repo/`."""
        return urlsplit(self.site_url).path


def load(campaign: Campaign) -> Settings:
    """Return the settings of `mkdocs.yml` and of the environment (SITE_URL, REPO_URL). Raises SettingsError."""
    for name in ("SITE_URL", "REPO_URL"):  # a publishing job's unset variable arrives as an empty one
        if not os.environ.get(name, "x"):
            del os.environ[name]
    try:
        config = load_config(str(campaign.root / CONFIG))
    except ConfigurationError as error:
        raise SettingsError(f"{CONFIG}:1:1: CFG001 {' '.join(str(error).split())}; correct it") from None
    return Settings(
        campaign,
        addresses.base(config.site_url or "/"),
        (config.repo_url or "").rstrip("/"),
        Path(config.theme.custom_dir),
        config.theme["favicon"],
        config.extra.get("not_found") or "",
    )


def check(settings: Settings) -> None:
    """Refuse an address that cannot be the site's. Raises SettingsError."""
    parts = urlsplit(settings.site_url)
    if parts.scheme != "https" or not parts.hostname or parts.hostname.endswith(_RESERVED):
        raise SettingsError(
            f"the site needs its address: «{settings.site_url}» is none; give it as SITE_URL=https://…/, or as "
            f"site_url in {CONFIG}: canonical addresses and the codes on printed sheets lead there"
        )
    if parts.query or parts.fragment or parts.username:
        raise SettingsError(f"«{settings.site_url}» is more than an address; SITE_URL is https://host/folder/")
    name = settings.campaign.cname
    if name and (name != parts.hostname or settings.mount != "/"):
        raise SettingsError(
            f"extra.publish.cname is «{name}», but the site's address is «{settings.site_url}»; make them one host"
        )
