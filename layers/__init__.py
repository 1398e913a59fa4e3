"""What is on the map: one public module per layer; the only room that opens data/."""
