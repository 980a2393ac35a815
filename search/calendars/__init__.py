"""Calendars (RFC 5545) of what is planned: of a page, of a hashtag, of one item. Everything is read from the catalog."""

from search.calendars.source import Calendar

__all__ = ["Calendar"]
