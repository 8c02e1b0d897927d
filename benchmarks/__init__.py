"""How fast the press is beside others that set the same work. `python -m benchmarks --help`."""
