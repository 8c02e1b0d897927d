"""Setting: one module a kind of block. In: a block and a width. Out: slugs, with their structure elements made on the way."""
