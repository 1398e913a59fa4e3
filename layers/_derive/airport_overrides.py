"""What airportsdata says wrongly about places of airports, row by row."""

# By IATA code. The rows of Belgium and Luxembourg give degrees, minutes and seconds as if they were
# decimals: 50.3811 is 50 degrees 38 minutes 11 seconds. Read so, they lie at their towns; OBL alone
# is in decimals already and stays.
PACKED_DMS = ("ANR", "BRU", "CRL", "KJK", "LGG", "LUX", "OST")
# Lachin has the coordinates of Zabrat, an airfield of Baku 300 km east; its own are not known.
# Deqing is for light aircraft: no airline and no cargo, as Zhejiang's other airports have.
LEFT_OUT = ("DEQ", "LHL")


def from_dms(packed: float) -> float:
    """Return degrees from a number whose decimals are minutes and seconds.

    Examples
    --------
    >>> round(from_dms(50.3811), 4), round(from_dms(5.2634), 4)
    (50.6364, 5.4428)
    """
    digits = round(abs(packed) * 10_000)
    degrees, rest = divmod(digits, 10_000)
    minutes, seconds = divmod(rest, 100)
    return (degrees + minutes / 60 + seconds / 3600) * (1 if packed >= 0 else -1)
