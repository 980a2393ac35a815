"""`make bench`: how long the site's questions take, and how that grows with the catalog."""
