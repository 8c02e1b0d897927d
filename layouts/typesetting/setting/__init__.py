"""Setting: one module a kind of block. In: a block and a width. Out: slugs; their elements are made on the way."""
