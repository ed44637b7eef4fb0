"""Outside language tools, one file each: the only places that import them."""
