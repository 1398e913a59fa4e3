"""Named views: which layers a map shows, and where it opens."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import UnknownViewError
from layers import Lang, Layer, registry

AFRICA = frozenset(
    [
        "DZA",
        "AGO",
        "BEN",
        "BWA",
        "BFA",
        "BDI",
        "CPV",
        "CMR",
        "CAF",
        "TCD",
        "COM",
        "COG",
        "COD",
        "CIV",
        "DJI",
        "EGY",
        "GNQ",
        "ERI",
        "SWZ",
        "ETH",
        "GAB",
        "GMB",
        "GHA",
        "GIN",
        "GNB",
        "KEN",
        "LSO",
        "LBR",
        "LBY",
        "MDG",
        "MWI",
        "MLI",
        "MRT",
        "MUS",
        "MAR",
        "MOZ",
        "NAM",
        "NER",
        "NGA",
        "RWA",
        "STP",
        "SEN",
        "SYC",
        "SLE",
        "SOM",
        "ZAF",
        "SSD",
        "SDN",
        "TZA",
        "TGO",
        "TUN",
        "UGA",
        "ZMB",
        "ZWE",
        "ESH",
    ]
)
"""ISO 3166-1 alpha-3 of the UN geoscheme's region 002, Africa (M49), without dependencies."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A map with a name of its own."""

    id: str
    zh: str
    en: str
    zh_description: str
    en_description: str
    center: tuple[float, float]
    """(lon, lat) in degrees."""
    zoom: int
    narrow: tuple[tuple[float, float], int]
    """Centre and zoom below 640 pixels of width."""
    countries: frozenset[str] = frozenset()
    """Show only places in or partnered with these countries; empty shows all."""
    words: tuple[str, ...] = ()
    """With `countries`: show places too whose Chinese name holds one of these words."""

    def title(self, lang: Lang) -> str:
        """Return the title in one language."""
        return self.zh if lang == "zh" else self.en

    def description(self, lang: Lang) -> str:
        """Return the description in one language."""
        return self.zh_description if lang == "zh" else self.en_description

    def layers(self) -> list[Layer]:
        """Return the layers of this view, in the order of the legend."""
        if self.id == "atlas":
            return list(registry().values())
        return [layer for layer in registry().values() if self.id in layer.views]


_VIEWS = (
    View(
        id="atlas",
        zh="全图",
        en="Atlas",
        zh_description="金华、义乌与浙江“一带一路”平台、园区、通道与班列。",
        en_description="Platforms, parks, corridors and rail routes of Jinhua, Yiwu and Zhejiang.",
        center=(87.0, 37.0),
        zoom=4,
        narrow=((112.0, 33.0), 4),
    ),
    View(
        id="platforms",
        zh="平台",
        en="Platforms",
        zh_description="浙江的标志性平台、综合保税区、自贸试验区、枢纽与市场。",
        en_description="Landmark platforms, bonded zones, free-trade-zone areas, hubs and markets.",
        center=(120.4, 29.2),
        zoom=8,
        narrow=((120.2, 29.2), 7),
    ),
    View(
        id="parks",
        zh="园区",
        en="Parks",
        zh_description="国际产业合作园、综合保税区与境外经贸合作区。",
        en_description="Cooperation parks, bonded zones and trade zones abroad.",
        center=(120.4, 29.4),
        zoom=8,
        narrow=((120.4, 29.4), 7),
    ),
    View(
        id="overseas",
        zh="海外",
        en="Overseas",
        zh_description="境外经贸合作区、服务站、海外仓与枢纽、丝路学院、友好城市。",
        en_description="Trade zones, service stations, hubs, colleges and sister cities abroad.",
        center=(70.0, 25.0),
        zoom=3,
        narrow=((70.0, 25.0), 2),
    ),
    View(
        id="corridor",
        zh="义甬舟通道",
        en="Corridor",
        zh_description="义甬舟开放大通道：两核、一带、铁路、海铁联运与港区。",
        en_description="The Yiwu–Ningbo–Zhoushan corridor: cores, belt, railway, terminals.",
        center=(120.9, 29.6),
        zoom=9,
        narrow=((120.9, 29.5), 8),
    ),
    View(
        id="rail",
        zh="班列线路",
        en="Rail routes",
        zh_description="中欧班列（义新欧）线路及其停靠站与口岸，线位为模型推算。",
        en_description="The declared services as modelled, with their stops and borders.",
        center=(70.0, 46.0),
        zoom=4,
        narrow=((75.0, 46.0), 3),
    ),
    View(
        id="coverage",
        zh="覆盖",
        en="Coverage",
        zh_description="从义乌出发，若干天内货物可到达的陆地、城镇与人口；拖动时限。模型结果。",
        en_description="Land, places and people that freight from Yiwu reaches in days; a model.",
        center=(78.0, 40.0),
        zoom=3,
        narrow=((95.0, 32.0), 2),
    ),
    View(
        id="africa",
        zh="中非",
        en="China–Africa",
        zh_description="与非洲相关的园区、站点、学院与友好城市。",
        en_description="Parks, stations, colleges and sister cities tied to Africa.",
        center=(40.0, 8.0),
        zoom=3,
        narrow=((25.0, 5.0), 3),
        countries=AFRICA,
        words=("中非", "非洲"),
    ),
)

VIEWS: dict[str, View] = {view.id: view for view in _VIEWS}


def get_view(view_id: str) -> View:
    """Return one view.

    Raises
    ------
    UnknownViewError
        If there is no such view; the message lists those there are.
    """
    try:
        return VIEWS[view_id]
    except KeyError as error:
        msg = f"No view {view_id!r}; available: {', '.join(VIEWS)}."
        raise UnknownViewError(msg) from error
