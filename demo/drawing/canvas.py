"""A canvas of 1200 × 800 units, drawn at twice the size and reduced, so that edges are smooth."""

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from demo.drawing.colour import Colour, mix

WIDTH, HEIGHT = 1200, 800
Point = tuple[float, float]


class Canvas:
    """Shapes in units of the picture; colours are opaque unless `veil` is called."""

    def __init__(self, scale: float = 2.0) -> None:
        self.scale = scale
        self.image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)))
        self.draw = ImageDraw.Draw(self.image)
        self.blend = ImageDraw.Draw(self.image, "RGBA")

    def at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def gradient(
        self, top: Colour, bottom: Colour, y0: float = 0, y1: float = HEIGHT, x0: float = 0, x1: float = WIDTH
    ) -> None:
        """A vertical gradient, in as many bands as the colours are apart."""
        bands = max(4, max(abs(a - b) for a, b in zip(top, bottom, strict=True)))
        step = (y1 - y0) / bands
        for n in range(bands):
            self.rect(x0, y0 + n * step, x1, y0 + (n + 1) * step + 1, mix(top, bottom, n / (bands - 1)))

    def rect(self, x0: float, y0: float, x1: float, y1: float, fill: Colour) -> None:
        self.draw.rectangle(self.at([(x0, y0), (x1, y1)]), fill=fill)

    def rounded(self, x0: float, y0: float, x1: float, y1: float, radius: float, fill: Colour) -> None:
        self.draw.rounded_rectangle(self.at([(x0, y0), (x1, y1)]), radius * self.scale, fill=fill)

    def poly(self, points: Sequence[Point], fill: Colour) -> None:
        self.draw.polygon(self.at(points), fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: Colour) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        self.draw.ellipse(self.at([(x - rx, y - ry), (x + rx, y + ry)]), fill=fill)

    def pie(self, x: float, y: float, rx: float, ry: float, start: float, end: float, fill: Colour) -> None:
        self.draw.pieslice(self.at([(x - rx, y - ry), (x + rx, y + ry)]), start, end, fill=fill)

    def chord(self, x: float, y: float, rx: float, ry: float, start: float, end: float, fill: Colour) -> None:
        self.draw.chord(self.at([(x - rx, y - ry), (x + rx, y + ry)]), start, end, fill=fill)

    def arc(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, fill: Colour, width: float
    ) -> None:
        box = self.at([(x - rx, y - ry), (x + rx, y + ry)])
        self.draw.arc(box, start, end, fill=fill, width=round(width * self.scale))

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """A line with round ends and joints."""
        self.draw.line(self.at(points), fill=fill, width=max(1, round(width * self.scale)), joint="curve")
        if width >= 3:
            for x, y in (points[0], points[-1]):
                self.circle(x, y, width / 2, fill)

    def veil(self, points: Sequence[Point], fill: Colour, share: float) -> None:
        """A see-through shape."""
        self.blend.polygon(self.at(points), fill=(*fill, round(255 * share)))

    def shade(
        self, x: float, y: float, rx: float, ry: float, share: float = 0.14, fill: Colour = (38, 42, 74)
    ) -> None:
        """A see-through ellipse, for shadows and spots of light."""
        self.blend.ellipse(self.at([(x - rx, y - ry), (x + rx, y + ry)]), fill=(*fill, round(255 * share)))

    def glow(self, x: float, y: float, radius: float, fill: Colour, share: float = 0.3) -> None:
        """A soft light."""
        for n in range(6):
            self.shade(x, y, radius * (1 - n / 7), radius * (1 - n / 7), share / 5, fill)

    def finished(
        self, size: tuple[int, int], zoom: float = 1.0, aside: float = 0.5, below: float = 0.5
    ) -> Image.Image:
        """The picture in its final size: what a camera sees that comes `zoom` times nearer.

        `aside` and `below` (0 to 1) say where it looks; another shape than 3:2 is cut on both sides.
        """
        width, height = self.image.size
        seen = min(width, height * size[0] / size[1]) / zoom, min(height, width * size[1] / size[0]) / zoom
        left, top = (width - seen[0]) * aside, (height - seen[1]) * below
        if seen == (size[0] * 2, size[1] * 2) == (width, height):
            return self.image.reduce(2)
        return self.image.resize(size, Image.Resampling.BILINEAR, (left, top, left + seen[0], top + seen[1]))


def blob(
    x: float, y: float, rx: float, ry: float, rng: Random, wobble: float = 0.12, points: int = 28
) -> list[Point]:
    """A soft irregular round: a crown, a cloud, a stone."""
    phases = [(n, rng.uniform(0, 2 * pi), rng.uniform(0.3, 1) * wobble / n**0.5) for n in (2, 3, 5)]
    outline = []
    for k in range(points):
        angle = 2 * pi * k / points
        radius = 1 + sum(share * sin(n * angle + phase) for n, phase, share in phases)
        outline.append((x + rx * radius * cos(angle), y + ry * radius * sin(angle)))
    return outline


def ridge(
    rng: Random, y: float, height: float, waves: float = 2.0, x0: float = 0, x1: float = WIDTH
) -> list[Point]:
    """The outline of hills: a smooth line from left to right, closed at the bottom."""
    parts = [(waves * n, rng.uniform(0, 2 * pi), 1 / n) for n in (1, 2.3, 4.1)]
    top = []
    for k in range(61):
        share = k / 60
        rise = sum(weight * sin(2 * pi * n * share / 2 + phase) for n, phase, weight in parts)
        top.append((x0 + (x1 - x0) * share, y - height * rise / 2))
    return [*top, (x1, HEIGHT), (x0, HEIGHT)]


def curve(start: Point, bend: Point, end: Point, steps: int = 16) -> list[Point]:
    """A quadratic Bézier curve as points."""
    points = []
    for k in range(steps + 1):
        t = k / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]))
    return points
