"""Feeds of what is new: RSS 2.0, Atom and JSON Feed 1.1, of the same items. Everything is read from the catalog."""
