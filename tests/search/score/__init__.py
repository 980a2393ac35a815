"""How well the search finds what visitors look for: labelled queries over the demo town, on both databases."""
