"""A piece of news before it has a date."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """`day` is (month, day) of the year; without it the news is `days_ago` old."""

    key: str
    title: str
    lead: str
    text: str  # paragraphs between empty lines
    photos: tuple[tuple[str, str], ...]
    organisation: str = "office"
    day: tuple[int, int] = (1, 1)
    days_ago: int = 0
    order: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(" ".join(paragraph.split()) for paragraph in self.text.strip().split("\n\n"))
