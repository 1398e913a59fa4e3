"""How space works: pure functions on geometries, frames, graphs and rasters."""
