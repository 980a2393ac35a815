"""Reading the catalog: which entries the parameters of a search choose, and in which order."""
