"""How data/base/ is made again from pinned packages; never imported by the running atlas."""
