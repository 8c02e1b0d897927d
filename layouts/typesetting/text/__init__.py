"""The text engine: spans go in, lines of placed glyphs come out."""
