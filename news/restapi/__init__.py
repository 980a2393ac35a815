"""What news and reports answer to programs, found by the API's plugin; `@rating` stands in its own room."""

from news.rating import service as rating
from news.restapi import completions, gallery

__all__ = ["completions", "gallery", "rating"]
