"""Places in the tree of pages, from an address to a page and back."""
