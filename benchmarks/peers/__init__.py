"""Peers: one module a program that makes PDFs. Each sets the pieces that `benchmarks.describe` describes, its own way.

A module gives `NAME`, `VERSION()`, `TAGGED` and a class `Peer(fonts)` with `pdf(piece)`, and `copies(piece, sites)` for
one piece with the lines of many sites. It imports nothing of this program: a cold start is to be the peer's own.
"""
