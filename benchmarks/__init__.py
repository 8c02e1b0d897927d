"""Benchmarks: the same pieces made by this program and by its peers, side by side. `python -m benchmarks --help`."""
