"""The composing room: editions and layouts go in, placed type and finished pages come out."""
