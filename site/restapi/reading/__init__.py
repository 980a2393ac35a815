"""A page as JSON: content objects, rows of lists, values, blocks, files."""
