"""What is outdoors: sky, hills, trees, snow, houses."""

import itertools

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas, blob, curve, ridge
from demo.drawing.colour import FOLIAGE, ROOFS, WALLS, Colour, Scene, darker, lighter, mix, rgb


def sky(c: Canvas, scene: Scene, horizon: float = 520) -> None:
    top, bottom = scene.sky
    c.gradient(top, bottom, 0, horizon)
    c.rect(0, horizon, WIDTH, horizon + 90, bottom)
    sun_x, sun_y = scene.rng.uniform(150, 1050), scene.rng.uniform(90, 210)
    light = rgb("#fff3d6") if not scene.is_dark else rgb("#fdf6ea")
    if scene.time in ("morning", "evening"):
        c.glow(sun_x, horizon - 150, 260, light, 0.45)
        c.circle(sun_x, horizon - 150, 46, mix(light, (255, 255, 255), 0.3))
    elif scene.is_dark:
        c.circle(sun_x, sun_y, 34, light)
        c.circle(sun_x + 16, sun_y - 9, 31, mix(top, bottom, (sun_y - 9) / horizon))
        for _ in range(26):
            c.circle(scene.rng.uniform(0, WIDTH), scene.rng.uniform(0, 260), scene.rng.uniform(0.9, 2), light)
    else:
        c.glow(sun_x, sun_y, 150, light, 0.5)
        c.circle(sun_x, sun_y, 42, mix(light, (255, 255, 255), 0.4))
    clouds(c, scene)


def clouds(c: Canvas, scene: Scene) -> None:
    white = mix(scene.sky[1], (255, 255, 255), 0.3 if scene.is_dark else 0.65)
    for _ in range(scene.rng.randint(2, 4)):
        x, y, w = scene.rng.uniform(60, 1140), scene.rng.uniform(60, 240), scene.rng.uniform(70, 150)
        shade = mix(white, scene.sky[0], scene.rng.uniform(0.05, 0.35))
        c.rounded(x - w, y, x + w, y + 0.26 * w, 0.13 * w, shade)
        c.circle(x - 0.3 * w, y + 0.02 * w, 0.28 * w, shade)
        c.circle(x + 0.22 * w, y - 0.04 * w, 0.38 * w, shade)
        c.circle(x + 0.62 * w, y + 0.06 * w, 0.2 * w, shade)


def hills(c: Canvas, scene: Scene, horizon: float = 520, layers: int = 3) -> None:
    """Hills behind hills, paler with distance."""
    base = scene.ground[1] if scene.season != "winter" else scene.lit(rgb("#b7c9de"))
    blue = scene.lit(rgb("#6f8fae"))
    for n in range(layers):
        distance = 1 - n / layers
        tone = mix(mix(base, blue, 0.55 * distance), scene.sky[1], 0.25 + 0.45 * distance)
        c.poly(ridge(scene.rng, horizon - 95 * distance, 70, 1.2 + n * 0.6), tone)


def ground(c: Canvas, scene: Scene, y: float = 520, wave: float = 16) -> None:
    near, deep = scene.ground
    c.poly(ridge(scene.rng, y, wave, 1.0), mix(near, scene.sky[1], 0.25))
    c.gradient(mix(near, scene.sky[1], 0.22), near, y + wave, y + wave + 110)
    c.gradient(near, mix(near, deep, 0.75), y + wave + 110, HEIGHT)


def tufts(c: Canvas, scene: Scene, y0: float, y1: float, count: int = 40) -> None:
    """Grass, fallen leaves or snow drifts, by season."""
    for _ in range(count):
        x, y = scene.rng.uniform(0, WIDTH), scene.rng.uniform(y0, y1)
        size = 4 + 10 * (y - y0) / max(1, y1 - y0)
        if scene.season == "autumn":
            c.ellipse(x, y, size * 0.7, size * 0.34, scene.leaf())
        elif scene.season == "winter":
            c.ellipse(
                x, y, size * 5, size * 0.6, mix(scene.ground[0], scene.ground[1], scene.rng.uniform(0.1, 0.5))
            )
        else:
            blade = darker(scene.ground[1], scene.rng.uniform(0, 0.2))
            c.line([(x, y), (x - size * 0.4, y - size)], blade, 2)
            c.line([(x, y), (x + size * 0.4, y - size * 1.2)], blade, 2)


def flurry(c: Canvas, scene: Scene, count: int = 60) -> None:
    """Snowflakes in winter, leaves in autumn, petals in spring; nothing in summer."""
    if scene.season == "summer":
        return
    for _ in range(count if scene.season == "winter" else count // 4):
        x, y, r = scene.rng.uniform(0, WIDTH), scene.rng.uniform(0, HEIGHT), scene.rng.uniform(1.8, 5)
        if scene.season == "winter":
            c.circle(x, y, r, mix((255, 255, 255), scene.sky[0], 0.08))
        elif scene.season == "autumn":
            c.ellipse(x, y, r * 1.9, r, scene.leaf())
        else:
            c.ellipse(x, y, r * 1.1, r * 0.7, mix(rgb("#f6ccd6"), scene.sky[1], 0.2))


def tree(c: Canvas, scene: Scene, x: float, y: float, height: float, haze: float = 0.0) -> None:
    """A tree with a crown; bare and snowy in winter."""
    bark = mix(scene.lit(rgb("#7a5640")), scene.sky[1], haze)
    c.shade(x, y, height * 0.26, height * 0.035, 0.12)
    c.poly(
        [
            (x - 0.035 * height, y),
            (x + 0.035 * height, y),
            (x + 0.015 * height, y - 0.6 * height),
            (x - 0.015 * height, y - 0.6 * height),
        ],
        bark,
    )
    if scene.season == "winter":
        return branches(c, scene, x, y, height, bark)
    tone = mix(scene.leaf(), scene.sky[1], haze)
    for dx, dy, r, change in (
        (-0.16, 0.52, 0.2, 0.14),
        (0.17, 0.54, 0.19, 0.1),
        (0.0, 0.7, 0.26, 0.0),
        (-0.06, 0.76, 0.15, -0.16),
    ):
        shade = darker(tone, change) if change >= 0 else lighter(tone, -change)
        c.poly(blob(x + dx * height, y - dy * height, r * height, r * height * 0.92, scene.rng, 0.09), shade)
    return None


def branches(c: Canvas, scene: Scene, x: float, y: float, height: float, bark: Colour) -> None:
    snow = mix((255, 255, 255), scene.sky[1], 0.15)
    for n in range(7):
        side = -1 if n % 2 else 1
        start = (x, y - (0.32 + 0.06 * n) * height)
        end = (x + side * (0.3 - 0.03 * n) * height, start[1] - (0.2 + 0.012 * n) * height)
        points = curve(start, ((start[0] + end[0]) / 2, start[1] - 0.02 * height), end, 8)
        c.line(points, bark, 0.016 * height)
        c.line([(px, py - 0.012 * height) for px, py in points[3:]], snow, 0.012 * height)
    c.line([(x, y - 0.55 * height), (x, y - 0.98 * height)], bark, 0.016 * height)


def fir(c: Canvas, scene: Scene, x: float, y: float, height: float, haze: float = 0.0) -> None:
    green = mix(scene.lit(rgb("#2f6a5c")), scene.sky[1], haze)
    snowy = scene.season == "winter"
    c.shade(x, y, height * 0.22, height * 0.03, 0.12)
    c.rect(x - 0.02 * height, y - 0.1 * height, x + 0.02 * height, y, mix(rgb("#6d4c3a"), scene.sky[1], haze))
    for n in range(4):
        top, width = y - height * (0.36 + 0.215 * n), height * (0.25 - 0.052 * n)
        low = y - height * (0.07 + 0.2 * n)
        c.poly([(x, top), (x + width, low), (x - width, low)], darker(green, 0.05 * (3 - n)))
        c.poly([(x, top), (x + width, low), (x + 0.1 * width, low)], darker(green, 0.05 * (3 - n) + 0.1))
        if snowy:
            snow = mix((255, 255, 255), scene.sky[1], 0.12 + haze * 0.5)
            edge = ((0, 0), (0.42, 0.42), (0.1, 0.36), (-0.12, 0.5), (-0.42, 0.42))
            c.poly([(x + width * dx, top + (low - top) * dy) for dx, dy in edge], snow)


def birch(c: Canvas, scene: Scene, x: float, y: float, height: float) -> None:
    trunk = scene.lit(rgb("#f4f0e8"))
    c.shade(x, y, height * 0.2, height * 0.03, 0.12)
    if scene.season != "winter":
        tone = scene.lit(scene.pick(FOLIAGE[scene.season][:3]))
        for n in range(13):
            level = n / 12
            dx, r = scene.rng.uniform(-0.16, 0.16) * (1.1 - level), 0.14 - 0.06 * level
            shade = darker(tone, 0.12) if n % 3 == 0 else lighter(tone, 0.05 * (n % 3))
            c.poly(
                blob(
                    x + dx * height,
                    y - (0.44 + 0.5 * level) * height,
                    r * height,
                    r * height * 0.9,
                    scene.rng,
                    0.1,
                ),
                shade,
            )
    c.poly(
        [
            (x - 0.022 * height, y),
            (x + 0.022 * height, y),
            (x + 0.008 * height, y - 0.92 * height),
            (x - 0.008 * height, y - 0.92 * height),
        ],
        trunk,
    )
    for _ in range(9):
        mark, wide = y - scene.rng.uniform(0.04, 0.75) * height, scene.rng.uniform(0.008, 0.02) * height
        c.ellipse(x + scene.rng.uniform(-0.008, 0.008) * height, mark, wide, 0.005 * height, rgb("#4a4644"))
    if scene.season == "winter":
        branches(c, scene, x, y, height * 0.95, scene.lit(rgb("#8d7a70")))


def bush(c: Canvas, scene: Scene, x: float, y: float, size: float) -> None:
    tone = scene.leaf()
    c.shade(x, y, size * 1.15, size * 0.14, 0.12)
    for dx, r in ((-0.55, 0.5), (0.55, 0.46), (0.0, 0.66)):
        c.poly(
            blob(x + dx * size, y - r * size * 0.75, r * size, r * size * 0.8, scene.rng, 0.08),
            darker(tone, 0.12 if dx else 0),
        )


def house(
    c: Canvas, scene: Scene, x: float, y: float, w: float, h: float, haze: float = 0.0, roof: bool = True
) -> None:
    """A town house with lit windows at dusk."""
    wall = scene.far(scene.pick(WALLS), haze)
    top = scene.far(scene.pick(ROOFS), haze)
    if scene.season == "winter":
        top = mix(top, (255, 255, 255), 0.55)
    c.rect(x, y - h, x + w, y, wall)
    c.rect(x + w * 0.72, y - h, x + w, y, darker(wall, 0.07))
    if roof:
        c.poly([(x - 0.06 * w, y - h), (x + w * 0.5, y - h - 0.32 * w), (x + 1.06 * w, y - h)], top)
    else:
        c.rect(x - 0.03 * w, y - h - 0.06 * w, x + 1.03 * w, y - h, top)
    columns, rows = max(2, round(w / 34)), max(1, round(h / 46))
    pane = scene.far(rgb("#7f9fb3"), haze)
    for row in range(rows):
        for column in range(columns):
            wx, wy = x + w * (column + 0.5) / columns, y - h + h * (row + 0.5) / rows
            glass = rgb("#fbdc8f") if scene.is_dark and scene.rng.random() < 0.6 else pane
            c.rect(
                wx - 0.2 * w / columns,
                wy - 0.26 * h / rows,
                wx + 0.2 * w / columns,
                wy + 0.24 * h / rows,
                glass,
            )


def street(c: Canvas, scene: Scene, y: float, haze: float, tall: float = 1.0) -> None:
    """A row of houses from edge to edge."""
    x = scene.rng.uniform(-60, 0)
    while x < WIDTH:
        w, h = scene.rng.uniform(80, 160), scene.rng.uniform(90, 190) * tall
        house(c, scene, x, y, w, h, haze, scene.rng.random() < 0.7)
        x += w + scene.rng.uniform(2, 26)


def bunting(c: Canvas, scene: Scene, x0: float, y0: float, x1: float, y1: float, sag: float = 70) -> None:
    """A garland of little flags."""
    points = curve((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 + sag * 2), (x1, y1), 15)
    c.line(points, scene.lit(rgb("#6d6a66")), 2.5)
    colours = [scene.lit(rgb(each)) for each in ("#d95f43", "#f0b541", "#2f8b8f", "#f4efe2", "#5f86b5")]
    for n, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(points)):
        c.poly(
            [(ax + 3, ay), (bx - 3, by), ((ax + bx) / 2, (ay + by) / 2 + (bx - ax) * 0.62 + 6)],
            colours[n % 5],
        )
