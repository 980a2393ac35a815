"""What news and reports answer to programs, found by the API's plugin; most services stand in rooms of their own."""

from news.board import restapi as execution
from news.completing import restapi as completions
from news.rating import restapi as rating
from news.restapi import gallery
from news.summary import restapi as summary

__all__ = ["completions", "execution", "gallery", "rating", "summary"]
