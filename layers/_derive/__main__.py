"""Make data/base/ again: `python -m layers._derive`."""

import pandas as pd
from tqdm import tqdm

from geo.graph_file import write_graph
from layers._base import BASE, DATA
from layers._derive import (
    china,
    gateways,
    graphs,
    manifest,
    outlines,
    place_names,
    places,
    relief,
    trade,
)
from layers._derive.writing import write_csv, write_geojson


def main() -> None:
    """Derive every file of data/base/, then the manifest."""
    folder = DATA / BASE
    folder.mkdir(parents=True, exist_ok=True)
    with tqdm(total=10, unit="step") as progress:
        counties = china.zhejiang_counties()
        write_geojson(counties, folder / "zhejiang_counties.geojson", 5)
        write_geojson(china.prefectures_of(counties), folder / "zhejiang_prefectures.geojson", 5)
        progress.update()
        chinese, provinces = outlines.chinese_view(china.official_provinces(), counties)
        write_geojson(chinese, folder / "outlines_chn.geojson", 5)
        write_geojson(provinces, folder / "china_provinces.geojson", 5)
        progress.update()
        table = places.derive_places(chinese, provinces, counties)
        write_csv(table, folder / "places.csv")
        write_csv(place_names.other_names(table), folder / "place_names.csv")
        progress.update()
        neutral = outlines.neutral_view()
        write_geojson(neutral, folder / "outlines_un.geojson", outlines.DECIMALS)
        tables = [outlines.country_table("chn", chinese), outlines.country_table("un", neutral)]
        write_csv(pd.concat(tables), folder / "countries.csv")
        progress.update()
        write_geojson(outlines.ten_dash_line(), folder / "ten_dash_line.geojson", outlines.DECIMALS)
        write_geojson(outlines.lakes(), folder / "lakes.geojson", outlines.DECIMALS)
        progress.update()
        relief.write_relief(folder / "relief.tif")
        progress.update()
        sea = graphs.sea_graph()
        write_graph(sea, folder / "sea.npz")
        write_csv(gateways.ports(chinese, sea), folder / "ports.csv")
        write_csv(gateways.airports(), folder / "airports.csv")
        progress.update()
        write_graph(graphs.land_graph("world_railways"), folder / "rail.npz")
        progress.update()
        write_graph(graphs.land_graph("world_highways"), folder / "road.npz")
        progress.update()
        write_csv(trade.trade_with_china(), folder / "trade.csv")
        progress.update()
    manifest.write_manifest(folder)


if __name__ == "__main__":
    main()
