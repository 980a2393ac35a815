"""The chess game: the board, its pieces, the players."""

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colour import SKINS, Colour, Scene, darker, lighter, mix, rgb
from demo.drawing.people import bust, clothes, head
from demo.drawing.room import plant, room, view


def chess(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, _, wood = room(c, scene, 520)
    view(c, scene, rng.choice((110, 480, 850)), 60, 230, 230)
    for x in (rng.uniform(40, 100), rng.uniform(1080, 1140)):
        plant(c, scene, x, 540, 180)
    for _ in range(rng.randint(1, 2)):
        bust(c, scene, rng.uniform(440, 760), 536, 190, False)
    for way, x in ((1, 190), (-1, 1010)):
        player(c, scene, x, 560, 320, way)
    top = lighter(wood, 0.16)
    c.poly([(60, 540), (1140, 540), (1260, 800), (-60, 800)], top)
    c.rect(60, 534, 1140, 542, lighter(top, 0.4))
    dark, pale = (
        scene.lit(scene.pick(("#7a5a44", "#4f6f66", "#5b6480", "#8a4f3f"))),
        scene.lit(rgb("#f2e3c6")),
    )
    squares(c, dark, pale)
    pieces(c, scene, mix(dark, (20, 20, 26), 0.55), mix(pale, (255, 255, 255), 0.45))
    timer(c, scene, rng.choice((1090, 110)), 650)


def player(c: Canvas, scene: Scene, x: float, y: float, h: float, way: int) -> None:
    coat, skin = clothes(scene), scene.lit(scene.pick(SKINS))
    c.poly(
        curve(
            (x - 0.34 * h, y + 60), (x - 0.3 * h + way * 20, y - 0.6 * h), (x + way * 0.04 * h, y - 0.58 * h)
        )
        + curve(
            (x + way * 0.04 * h, y - 0.58 * h),
            (x + 0.34 * h + way * 14, y - 0.54 * h),
            (x + 0.34 * h, y + 60),
        ),
        coat,
    )
    head(c, scene, x + way * 0.05 * h, y - 0.76 * h, 0.185 * h, skin)
    hand = (x + way * (0.66 + scene.rng.uniform(0, 0.14)) * h, y + 34)
    c.circle(hand[0], hand[1], 0.065 * h, skin)
    c.line(
        [(x + way * 0.22 * h, y - 0.34 * h), (x + way * 0.4 * h, y + 10), (hand[0] - way * 14, hand[1] - 2)],
        darker(coat, 0.1),
        0.12 * h,
    )


def corner(column: float, row: float) -> tuple[float, float]:
    """Where a board line is on the picture: rows run away from us."""
    depth = row / 8
    half = 372 - 150 * depth
    return 600 + (column - 4) / 4 * half, 786 - 214 * depth + 26 * depth * (1 - depth)


def squares(c: Canvas, dark: Colour, pale: Colour) -> None:
    edge = [corner(-0.35, -0.3), corner(8.35, -0.3), corner(8.35, 8.3), corner(-0.35, 8.3)]
    c.poly(edge, darker(dark, 0.3))
    for row in range(8):
        for column in range(8):
            box_corners = [
                corner(column, row),
                corner(column + 1, row),
                corner(column + 1, row + 1),
                corner(column, row + 1),
            ]
            c.poly(box_corners, pale if (row + column) % 2 else dark)


def pieces(c: Canvas, scene: Scene, black: Colour, white: Colour) -> None:
    places = {(column, row) for column in range(8) for row in (0, 1, 6, 7)}
    moved = scene.rng.sample(sorted(places), 12)
    for place in moved[:7]:
        places.discard(place)
    places |= {(scene.rng.randint(1, 6), scene.rng.randint(2, 5)) for _ in range(7)}
    for column, row in sorted(places, key=lambda each: -each[1]):
        x, y = corner(column + 0.5, row + 0.5)
        size = 62 - 3.4 * row
        tone = white if row < 2 or (2 <= row <= 5 and (column + row) % 2) else black
        piece(c, x, y, size * (1.0 if row in (1, 6) or 2 <= row <= 5 else 1.36), tone, row in (0, 7), column)


def piece(c: Canvas, x: float, y: float, s: float, tone: Colour, major: bool, column: int) -> None:
    rim = darker(tone, 0.22)
    c.shade(x + 0.14 * s, y + 0.05 * s, 0.42 * s, 0.13 * s, 0.22)
    c.ellipse(x, y, 0.36 * s, 0.13 * s, rim)
    c.poly(
        [
            (x - 0.3 * s, y - 0.04 * s),
            (x + 0.3 * s, y - 0.04 * s),
            (x + 0.12 * s, y - 0.62 * s),
            (x - 0.12 * s, y - 0.62 * s),
        ],
        tone,
    )
    c.poly(
        [
            (x + 0.06 * s, y - 0.04 * s),
            (x + 0.3 * s, y - 0.04 * s),
            (x + 0.12 * s, y - 0.62 * s),
            (x + 0.02 * s, y - 0.62 * s),
        ],
        darker(tone, 0.1),
    )
    c.ellipse(x, y - 0.62 * s, 0.2 * s, 0.06 * s, rim)
    if not major:
        c.circle(x, y - 0.78 * s, 0.19 * s, tone)
    elif column in (0, 7):
        c.rect(x - 0.2 * s, y - 0.98 * s, x + 0.2 * s, y - 0.64 * s, tone)
        for dx in (-0.16, 0.0, 0.16):
            c.rect(x + (dx - 0.045) * s, y - 1.06 * s, x + (dx + 0.045) * s, y - 0.96 * s, tone)
    elif column in (1, 6):
        c.poly(
            [
                (x - 0.14 * s, y - 0.62 * s),
                (x + 0.16 * s, y - 0.62 * s),
                (x + 0.16 * s, y - 0.98 * s),
                (x + 0.02 * s, y - 1.14 * s),
                (x - 0.26 * s, y - 0.9 * s),
                (x - 0.22 * s, y - 0.8 * s),
                (x - 0.04 * s, y - 0.82 * s),
            ],
            tone,
        )
    else:
        c.ellipse(x, y - 0.84 * s, 0.17 * s, 0.26 * s, tone)
        c.circle(x, y - 1.12 * s, 0.07 * s, rim)
        if column == 4:
            c.rect(x - 0.03 * s, y - 1.3 * s, x + 0.03 * s, y - 1.1 * s, rim)
            c.rect(x - 0.1 * s, y - 1.24 * s, x + 0.1 * s, y - 1.19 * s, rim)


def timer(c: Canvas, scene: Scene, x: float, y: float) -> None:
    body = scene.lit(scene.pick(("#a8503f", "#4f7380", "#6b4a3a")))
    c.shade(x, y + 4, 84, 12, 0.2)
    c.rounded(x - 76, y - 76, x + 76, y, 14, body)
    for side in (-36, 36):
        c.circle(x + side, y - 38, 28, rgb("#fbf8ef"))
        c.line([(x + side, y - 38), (x + side, y - 56)], rgb("#333a44"), 3.4)
        c.line([(x + side, y - 38), (x + side + 12, y - 32)], rgb("#333a44"), 3.4)
        c.rounded(x + side - 14, y - 90, x + side + 14, y - 74, 5, darker(body, 0.25))
