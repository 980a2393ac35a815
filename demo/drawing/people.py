"""Figures without faces: children and adults, from the front, from the back, sitting, in winter clothes."""

from demo.drawing.canvas import Canvas, Point
from demo.drawing.colour import CLOTHES, HAIRS, SKINS, Colour, Scene, darker, lighter

Arms = tuple[Point, Point]  # where the hands are, in shares of the height, from the shoulders; y looks down

DOWN: Arms = ((-0.13, 0.27), (0.13, 0.27))
CHEER: Arms = ((-0.17, -0.24), (0.17, -0.24))
WAVE: Arms = ((-0.13, 0.27), (0.18, -0.22))
HOLD: Arms = ((-0.06, 0.17), (0.06, 0.17))


def reach(direction: int) -> Arms:
    """Both hands forward, to the left (-1) or to the right (1)."""
    return (direction * 0.22, 0.08), (direction * 0.24, 0.13)


def clothes(scene: Scene) -> Colour:
    return scene.lit(scene.pick(CLOTHES))


def person(
    c: Canvas,
    scene: Scene,
    x: float,
    y: float,
    height: float,
    arms: Arms = DOWN,
    back: bool = False,
    coat: Colour | None = None,
    skirt: bool | None = None,
    stride: float = 0.0,
    lean: float = 0.0,
    bag: bool = False,
) -> None:
    """A standing figure whose feet are at (x, y)."""
    h, rng = height, scene.rng
    coat = coat or clothes(scene)
    trousers = darker(scene.lit(scene.pick(("#4a5872", "#3f4a5c", "#6b5a55", "#56657a"))), 0.08)
    skirt = rng.random() < 0.4 if skirt is None else skirt
    skin = scene.lit(scene.pick(SKINS))
    hip, neck = y - 0.40 * h, y - 0.73 * h
    top = x + lean * h
    c.shade(x, y, 0.20 * h, 0.03 * h)
    for side in (-1, 1):
        foot = x + side * (0.06 + stride) * h
        c.line([(x + side * 0.055 * h, hip), (foot, y - 0.03 * h)], trousers, 0.085 * h)
        c.ellipse(foot + 0.012 * h, y - 0.015 * h, 0.055 * h, 0.028 * h, darker(trousers, 0.4))
    sleeve = darker(coat, 0.1)
    shoulders = [(top - 0.105 * h, neck + 0.05 * h), (top + 0.105 * h, neck + 0.05 * h)]
    hands = [(top + dx * h, neck + 0.05 * h + dy * h) for dx, dy in arms]
    in_front = arms is HOLD and not back
    for n in (0, 1) if arms is HOLD and back else (0,) if not in_front else ():
        limb(c, shoulders[n], hands[n], sleeve, skin, h)
    torso(c, x, top, neck, hip, h, coat, skirt)
    if bag:
        c.rounded(top - 0.10 * h, neck + 0.05 * h, top + 0.10 * h, hip - 0.06 * h, 0.04 * h, clothes(scene))
    for n in (0, 1) if in_front else (1,) if arms is not HOLD else ():
        limb(c, shoulders[n], hands[n], sleeve, skin, h)
    head(c, scene, top, neck - 0.105 * h, 0.115 * h, skin, back)


def torso(
    c: Canvas, x: float, top: float, neck: float, hip: float, h: float, coat: Colour, skirt: bool
) -> None:
    c.rounded(top - 0.13 * h, neck, top + 0.13 * h, (neck + hip) / 2 + 0.06 * h, 0.07 * h, coat)
    flare = 0.19 if skirt else 0.135
    hem = hip + (0.09 * h if skirt else 0.05 * h)
    waist = neck + 0.12 * h
    c.poly(
        [(top - 0.13 * h, waist), (top + 0.13 * h, waist), (x + flare * h, hem), (x - flare * h, hem)], coat
    )
    c.poly(
        [(top + 0.04 * h, waist), (top + 0.13 * h, waist), (x + flare * h, hem), (x + 0.07 * h, hem)],
        darker(coat, 0.09),
    )


def limb(c: Canvas, shoulder: Point, hand: Point, sleeve: Colour, skin: Colour, h: float) -> None:
    near = (hand[0] + (shoulder[0] - hand[0]) * 0.16, hand[1] + (shoulder[1] - hand[1]) * 0.16)
    c.line([shoulder, near], sleeve, 0.07 * h)
    c.circle(*hand, 0.034 * h, skin)


def head(c: Canvas, scene: Scene, x: float, y: float, r: float, skin: Colour, back: bool = False) -> None:
    """A head: hair or a winter hat, no face."""
    hair, rng = scene.lit(scene.pick(HAIRS)), scene.rng
    long = rng.random() < 0.45
    c.rect(x - 0.3 * r, y + 0.5 * r, x + 0.3 * r, y + 1.2 * r, darker(skin, 0.1))
    if scene.season == "winter" and not scene.indoors:
        return hat(c, scene, x, y, r, hair if back else skin)
    if back:
        c.ellipse(x, y - 0.04 * r, 1.05 * r, 1.08 * r, hair)
        if long:
            c.rounded(x - 1.02 * r, y - 0.2 * r, x + 1.02 * r, y + 1.25 * r, 0.5 * r, hair)
    else:
        c.ellipse(x, y - 0.08 * r, 1.1 * r, 1.1 * r, darker(hair, 0.1))
        c.ellipse(x, y + 0.08 * r, 0.93 * r, 0.95 * r, skin)
        fringe(c, x, y, r, hair, rng.randint(0, 2))
    if long and not back:
        for side in (-1, 1):
            c.rounded(
                x + side * 0.97 * r - 0.2 * r,
                y - 0.3 * r,
                x + side * 0.97 * r + 0.2 * r,
                y + 1.1 * r,
                0.2 * r,
                hair,
            )
    elif long and rng.random() < 0.5:
        c.circle(x, y - 1.15 * r, 0.4 * r, darker(hair, 0.08))
    return None


def fringe(c: Canvas, x: float, y: float, r: float, hair: Colour, kind: int) -> None:
    """The hair over the forehead: straight, parted on a side, or short."""
    if kind == 0:
        c.chord(x, y - 0.02 * r, 1.09 * r, 1.12 * r, 205, 335, hair)
    elif kind == 1:
        c.chord(x, y - 0.02 * r, 1.09 * r, 1.12 * r, 188, 318, hair)
    else:
        c.chord(x, y - 0.02 * r, 1.09 * r, 1.12 * r, 214, 350, hair)
        c.chord(x, y - 0.02 * r, 1.09 * r, 1.12 * r, 195, 300, hair)


def hat(c: Canvas, scene: Scene, x: float, y: float, r: float, below: Colour) -> None:
    wool = clothes(scene)
    c.circle(x, y, r, below)
    c.pie(x, y - 0.05 * r, 1.1 * r, 1.15 * r, 180, 360, wool)
    c.rounded(x - 1.15 * r, y - 0.3 * r, x + 1.15 * r, y + 0.08 * r, 0.18 * r, lighter(wool))
    c.circle(x, y - 1.2 * r, 0.3 * r, lighter(wool))
    c.rounded(x - 0.8 * r, y + 0.85 * r, x + 0.8 * r, y + 1.3 * r, 0.2 * r, clothes(scene))


def bust(
    c: Canvas,
    scene: Scene,
    x: float,
    y: float,
    height: float,
    back: bool = True,
    arms: tuple[Point, ...] = (),
) -> None:
    """Head and shoulders of somebody sitting at a table whose edge is at `y`."""
    h = height
    coat, skin = clothes(scene), scene.lit(scene.pick(SKINS))
    c.rounded(x - 0.36 * h, y - 0.52 * h, x + 0.36 * h, y + 0.1 * h, 0.22 * h, coat)
    c.veil(
        [(x + 0.14 * h, y - 0.5 * h), (x + 0.3 * h, y - 0.42 * h), (x + 0.36 * h, y), (x + 0.2 * h, y)],
        (32, 34, 58),
        0.1,
    )
    head(c, scene, x, y - 0.74 * h, 0.26 * h, skin, back)
    for dx, dy in arms:
        shoulder = (x + (0.26 if dx > 0 else -0.26) * h, y - 0.36 * h)
        hand = (x + dx * h, y + dy * h)
        c.circle(*hand, 0.085 * h, skin)
        c.line(
            [shoulder, (hand[0] * 0.9 + shoulder[0] * 0.1, hand[1] * 0.9 + shoulder[1] * 0.1)],
            darker(coat, 0.1),
            0.15 * h,
        )


def reader(c: Canvas, scene: Scene, x: float, y: float, h: float) -> None:
    """Somebody sitting on the floor with an open book."""
    coat, skin = clothes(scene), scene.lit(scene.pick(SKINS))
    trousers = scene.lit(scene.pick(("#4a5872", "#6b5a55", "#56657a", "#7a6a8a")))
    c.shade(x, y, 0.5 * h, 0.07 * h)
    c.line(
        [(x - 0.1 * h, y - 0.1 * h), (x - 0.42 * h, y - 0.07 * h), (x + 0.08 * h, y - 0.05 * h)],
        darker(trousers),
        0.15 * h,
    )
    c.line(
        [(x + 0.1 * h, y - 0.1 * h), (x + 0.42 * h, y - 0.07 * h), (x - 0.08 * h, y - 0.04 * h)],
        trousers,
        0.15 * h,
    )
    c.rounded(x - 0.22 * h, y - 0.62 * h, x + 0.22 * h, y - 0.06 * h, 0.12 * h, coat)
    head(c, scene, x, y - 0.8 * h, 0.19 * h, skin)
    for side in (-1, 1):
        c.line(
            [
                (x + side * 0.19 * h, y - 0.5 * h),
                (x + side * 0.26 * h, y - 0.3 * h),
                (x + side * 0.16 * h, y - 0.24 * h),
            ],
            darker(coat, 0.12),
            0.1 * h,
        )
    cover = clothes(scene)
    c.poly(
        [(x, y - 0.2 * h), (x - 0.25 * h, y - 0.28 * h), (x - 0.25 * h, y - 0.48 * h), (x, y - 0.4 * h)],
        cover,
    )
    c.poly(
        [(x, y - 0.2 * h), (x + 0.25 * h, y - 0.28 * h), (x + 0.25 * h, y - 0.48 * h), (x, y - 0.4 * h)],
        darker(cover),
    )


def crowd(
    c: Canvas, scene: Scene, places: list[tuple[float, float]], height: float, back: bool = True
) -> None:
    """Several people, the far ones first."""
    for x, y in sorted(places, key=lambda place: place[1]):
        size = height * scene.rng.uniform(0.86, 1.12)
        person(
            c,
            scene,
            x,
            y,
            size,
            scene.rng.choice((DOWN, DOWN, HOLD, WAVE)),
            back and scene.rng.random() < 0.8,
        )
