"""Colours: mixing them, and the light of a scene by season and time of day."""

from dataclasses import dataclass
from random import Random

Colour = tuple[int, int, int]


def rgb(code: str) -> Colour:
    """(11, 92, 102) for «#0b5c66»."""
    value = int(code.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0 to 1) of `second` in it."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(first, second, strict=True))
    return r, g, b


def darker(colour: Colour, share: float = 0.15) -> Colour:
    return mix(colour, (32, 34, 58), share)


def lighter(colour: Colour, share: float = 0.25) -> Colour:
    return mix(colour, (255, 252, 244), share)


SKIES = {
    "morning": ("#bcdbe8", "#fdeedb"),
    "day": ("#86bfdd", "#e6f3f4"),
    "evening": ("#ebb596", "#fdeed3"),
    "dusk": ("#5f74a6", "#f2bfae"),
}
WINTER_SKIES = {
    "morning": ("#b9cfe4", "#fbe6e1"),
    "day": ("#a4cbe6", "#f1f6fa"),
    "evening": ("#b9a6cf", "#fbdcc8"),
    "dusk": ("#51659a", "#e3b9c4"),
}
GROUNDS = {
    "autumn": ("#d8b25f", "#b98d45"),
    "winter": ("#f6f9fd", "#d3e0ee"),
    "spring": ("#a8cd79", "#79ab5c"),
    "summer": ("#8fbf6a", "#5f9655"),
}
FOLIAGE = {
    "autumn": ("#d9772f", "#e5a23a", "#c4552d", "#b8862f", "#e8be5a"),
    "winter": ("#e9f1f8", "#dbe7f2", "#f4f8fc"),
    "spring": ("#93c162", "#b5d67f", "#7db15a", "#f2c4cf"),
    "summer": ("#5d9a58", "#78ae5f", "#4d8a5c", "#8fbb63"),
}
WALLS = ("#e9c9a2", "#d9a184", "#eddcbf", "#b9cdbf", "#e4b7a0", "#c9d5dd", "#efd9a7")
ROOFS = ("#a8503f", "#6f7f8f", "#8c5a4a", "#4f7380", "#b4653f")
CLOTHES = ("#c8553d", "#2f7f86", "#e0a63a", "#49679b", "#8f5a86", "#5d8f5a", "#d98a94", "#3f5a73", "#e27d4a")
SKINS = ("#f3cfb3", "#e9bf9d", "#f6d9c2", "#dfae8a")
HAIRS = ("#5b3a29", "#2f2a2b", "#8a5a33", "#b98247", "#432c26")
INTERIORS = (
    ("#f4e7d3", "#e9d3b4", "#c99f6d"),
    ("#dfe9e4", "#c6d8d2", "#b99470"),
    ("#e6e9f1", "#cdd5e6", "#b08f78"),
    ("#f5ddd0", "#ecc9b8", "#b9836a"),
    ("#e9efd9", "#d3dfbd", "#bd9a62"),
)


@dataclass(frozen=True)
class Scene:
    """The chance, the season and the light that one picture is drawn with."""

    rng: Random
    season: str
    time: str
    indoors: bool = False

    @property
    def sky(self) -> tuple[Colour, Colour]:
        top, bottom = (WINTER_SKIES if self.season == "winter" else SKIES)[self.time]
        return rgb(top), rgb(bottom)

    @property
    def ground(self) -> tuple[Colour, Colour]:
        near, deep = (self.lit(rgb(each)) for each in GROUNDS[self.season])
        return near, deep

    @property
    def is_dark(self) -> bool:
        return self.time == "dusk"

    def lit(self, colour: Colour) -> Colour:
        """A colour under this light: golden in the evening, bluish at dusk."""
        tint, share = {
            "morning": ((255, 244, 224), 0.06),
            "day": ((255, 255, 255), 0.0),
            "evening": ((240, 160, 96), 0.16),
            "dusk": ((70, 80, 130), 0.26),
        }[self.time]
        return mix(colour, tint, share)

    def far(self, colour: Colour, share: float) -> Colour:
        """A colour seen through the haze."""
        return mix(self.lit(colour), self.sky[1], share)

    def pick(self, colours: tuple[str, ...]) -> Colour:
        return rgb(self.rng.choice(colours))

    def leaf(self) -> Colour:
        return self.lit(self.pick(FOLIAGE[self.season]))
