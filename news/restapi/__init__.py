"""What news and reports answer to programs, found by the API's plugin; `@execution` and `@rating` stand in their rooms."""

from news.board import restapi as execution
from news.rating import service as rating
from news.restapi import completions, gallery

__all__ = ["completions", "execution", "gallery", "rating"]
