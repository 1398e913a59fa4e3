"""Rows of the tables as they are written, without any rule of ours in between."""

import csv
from functools import cache

from layers import DATA


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
