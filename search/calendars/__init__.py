"""Calendars of what is planned, of a page, a hashtag, one item: as files (RFC 5545) and as pages. All from the catalog."""

from search.calendars.source import Calendar

__all__ = ["Calendar"]
