"""What news and reports answer to programs, found by the API's plugin."""

from news.restapi import completions, gallery

__all__ = ["completions", "gallery"]
