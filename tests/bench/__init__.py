"""Benchmarks: ratios between two ways of doing one thing, in one run on one machine."""
