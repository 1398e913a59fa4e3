"""Settings of the property tests."""

from hypothesis import settings

# A law holds on a slow machine too: time is measured in tests/bench.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
