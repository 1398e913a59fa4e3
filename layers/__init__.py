"""What is on the map: one public module per layer; the only room that opens data/."""

from layers._load import DATA, Atlas, load

__all__ = ["DATA", "Atlas", "load"]
