"""Settings of an atlas: one frozen dataclass, read from ATLAS_* variables."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import SettingsError
from layers import DATA, base
from webmap.build import BUILD

PREFIX = "ATLAS_"
_CONTACT = re.compile(r"https?://[^\s\"'<>]+|[^\s@\"'<>:/?&]+@[^\s@\"'<>:/?&]+")

_SCHEDULER = re.compile(r"(tcp|tls|ws|wss|inproc)://[^\s]+")


def _setting(default: Any, help_text: str) -> Any:  # noqa: ANN401 as dataclasses.field
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What an operator may choose; every field has its help text and its variable."""

    host: str = _setting("127.0.0.1", "Address that the server listens on.")
    port: int = _setting(8000, "Port that the server listens on.")
    workers: int = _setting(2, "Worker processes.")
    data: Path = _setting(DATA, "Folder with the tables.")
    build: Path = _setting(BUILD, "Folder with what is built from them.")
    boundaries: str = _setting("chn", "View of the world's borders: `chn` or `un`.")
    approval: str = _setting("", "审图号 of the published map, drawn lower left.")
    tiles: str = _setting(
        "", "Basemap: blank for our own, `osm`, `tianditu`, `amap`, or an address."
    )
    tiles_key: str = _setting("", "Key of a provider that needs one.")
    tiles_datum: str = _setting(
        "", "Datum of a tile address: `wgs84`, `cgcs2000`, `gcj02`, `bd09`."
    )
    tiles_attribution: str = _setting("", "Attribution of a tile address.")
    embed_ancestors: str = _setting(
        "*", "Sites that may frame an embed, as in CSP frame-ancestors."
    )
    inline_limit: int = _setting(5000, "Features above which a map draws vector tiles.")
    public_url: str = _setting(
        "http://127.0.0.1:8000", "Address that printed briefs lead to, as visitors reach it."
    )
    contact: str = _setting(
        "", "Where errors are reported: a mail address or a web address; blank names none."
    )
    scheduler: str = _setting(
        "", "Dask scheduler of batch coverage, as tcp://host:8786; blank is this machine."
    )
    today: str = _setting("", "Day that ages are counted to, YYYY-MM-DD; blank is the real day.")

    def __post_init__(self) -> None:
        base.known_view(self.boundaries)
        if not 0 < self.port <= 65535:
            msg = f"ATLAS_PORT is {self.port}; accepted is 1 to 65535."
            raise SettingsError(msg)
        if self.workers < 1 or self.inline_limit < 0:
            msg = (
                f"ATLAS_WORKERS is {self.workers} and ATLAS_INLINE_LIMIT {self.inline_limit}; "
                "accepted is 1 or more, and 0 or more."
            )
            raise SettingsError(msg)
        if any(char in self.embed_ancestors for char in ";,\r\n"):
            msg = (
                f"ATLAS_EMBED_ANCESTORS is {self.embed_ancestors!r}; "
                "accepted are sites separated by blanks."
            )
            raise SettingsError(msg)
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?(?<!/)", self.public_url):
            msg = (
                f"ATLAS_PUBLIC_URL is {self.public_url!r}; "
                "accepted is an address such as https://atlas.example, without a slash at its end."
            )
            raise SettingsError(msg)
        if self.scheduler and not _SCHEDULER.fullmatch(self.scheduler):
            msg = (
                f"ATLAS_SCHEDULER is {self.scheduler!r}; "
                "accepted is an address such as tcp://host:8786, or blank."
            )
            raise SettingsError(msg)
        if self.contact and not _CONTACT.fullmatch(self.contact):
            msg = (
                f"ATLAS_CONTACT is {self.contact!r}; "
                "accepted is a mail address, an http(s) address, or blank."
            )
            raise SettingsError(msg)
        self.day()

    @property
    def contact_href(self) -> str | None:
        """Address of a link to whom errors are reported; None where nobody is named."""
        if not self.contact:
            return None
        return self.contact if "://" in self.contact else f"mailto:{self.contact}"

    def day(self) -> date:
        """Return the day that ages are counted to.

        Raises
        ------
        SettingsError
            If a fixed day is set that is none.
        """
        if not self.today:
            return date.today()  # noqa: DTZ011 the operator's own calendar day
        try:
            return date.fromisoformat(self.today)
        except ValueError as error:
            msg = f"ATLAS_TODAY is {self.today!r}; accepted is a day as YYYY-MM-DD."
            raise SettingsError(msg) from error

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Return settings from ATLAS_* names, as an environment or a test's mapping has them.

        Raises
        ------
        SettingsError
            If an ATLAS_* name is unknown, or a value is not of its kind.
        """
        known = {f"{PREFIX}{entry.name.upper()}": entry for entry in fields(cls)}
        unknown = [name for name in values if name.startswith(PREFIX) and name not in known]
        if unknown:
            msg = f"No setting {unknown[0]!r}; accepted: {', '.join(known)}."
            raise SettingsError(msg)
        return cls(
            **{
                entry.name: _parsed(name, entry.type, values[name])
                for name, entry in known.items()
                if name in values
            }
        )

    def check_port(self) -> None:
        """Refuse a port that another process serves: workers would share it without a word.

        Raises
        ------
        SettingsError
            It cannot be served.
        """
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                msg = (
                    f"{self.host}:{self.port} cannot be served ({error.strerror}); "
                    "accepted is a free port, as in `make run PORT=8001`."
                )
                raise SettingsError(msg) from error


def _parsed(name: str, kind: Any, value: Any) -> Any:  # noqa: ANN401 any field's type
    if kind in ("int", int):
        try:
            return int(value)
        except (TypeError, ValueError) as error:
            msg = f"{name} is {value!r}; accepted is a whole number."
            raise SettingsError(msg) from error
    return Path(value) if kind in ("Path", Path) else str(value)


def settings_table() -> str:
    """Return every setting as a table in Markdown: what README shows between its markers.

    Examples
    --------
    >>> settings_table().splitlines()[3]
    '| `ATLAS_PORT` | `8000` | Port that the server listens on. |'
    """
    rows = [
        f"| `{PREFIX}{entry.name.upper()}` | {_shown(entry.default)} | {entry.metadata['help']} |"
        for entry in fields(Settings)
    ]
    return "\n".join(["| Variable | Default | Meaning |", "|---|---|---|", *rows])


def _shown(default: Any) -> str:  # noqa: ANN401 any field's type
    # Folders stand beside the code, wherever that is installed.
    text = f"{default.name}/" if isinstance(default, Path) else str(default)
    return f"`{text}`" if text else "blank"
