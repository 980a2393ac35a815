"""The bird feeder on a bough."""

from demo.drawing.canvas import WIDTH, Canvas, blob, curve
from demo.drawing.colour import Scene, darker, lighter, mix, rgb
from demo.drawing.scenery import fir, flurry


def feeder(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    top, bottom = scene.sky
    c.gradient(mix(top, bottom, 0.3), bottom)
    for _ in range(16):
        x, y, r = rng.uniform(0, WIDTH), rng.uniform(120, 780), rng.uniform(40, 130)
        c.shade(x, y, r, r, 0.16, (255, 255, 255))
    for n in range(9):
        fir(c, scene, n * 150 + rng.uniform(-50, 50), 830, rng.uniform(240, 420), 0.62)
    left = rng.random() < 0.5
    bough(c, scene, left)
    x = rng.uniform(500, 700)
    cabin(c, scene, x, 470)
    places = [(x - 96, 560), (x + 20, 560), (x + 104, 560)]
    rng.shuffle(places)
    for px, py in places[: rng.randint(2, 3)]:
        bird(c, scene, px, py, 46, rng.choice((-1, 1)))
    bird(c, scene, rng.uniform(180, 330), 208, 52, 1)
    bird(c, scene, rng.uniform(880, 1010), 214, 52, -1)
    flurry(c, scene, 90)


def bough(c: Canvas, scene: Scene, left: bool) -> None:
    rng = scene.rng
    bark, snow = scene.lit(rgb("#6f5142")), mix((255, 255, 255), scene.sky[1], 0.1)

    def side(x: float) -> float:
        return x if left else WIDTH - x

    main = curve((side(-20), 190), (side(560), 320), (side(1230), 220), 30)
    c.line(main, bark, 26)
    if scene.season == "winter":
        c.line([(px, py - 12) for px, py in main], snow, 13)
    for n in range(9):
        sx, sy = main[3 + n * 3]
        way = -1 if n % 2 else 1
        twig = curve((sx, sy), (sx + 40, sy + way * 50), (sx + 110, sy + way * rng.uniform(70, 120)), 8)
        if abs(sx - WIDTH / 2) < 190 and way > 0:
            continue
        c.line(twig, bark, 8)
        if scene.season == "winter":
            c.line([(px, py - 5) for px, py in twig], snow, 5)
        ex, ey = twig[-1]
        if n % 3 == 0:
            for _ in range(9):
                c.circle(
                    ex + rng.uniform(-26, 26),
                    ey + rng.uniform(0, 40),
                    9,
                    scene.lit(scene.pick(("#c8393f", "#d9564f", "#b92f3c"))),
                )
        elif scene.season != "winter":
            for px, py in twig[3::2]:
                c.poly(
                    blob(px + rng.uniform(-6, 6), py + rng.uniform(-9, 9), 17, 8, rng, 0.1, 12), scene.leaf()
                )


def cabin(c: Canvas, scene: Scene, x: float, y: float) -> None:
    wood = scene.lit(scene.pick(("#c8925a", "#b5774f", "#d9ab6a", "#7f9a8f")))
    for side in (-60, 60):
        c.line([(x + side * 0.3, 262), (x + side, y - 60)], scene.lit(rgb("#8a7a68")), 3)
    c.rect(x - 104, y, x + 104, y + 92, darker(wood, 0.34))
    c.ellipse(x, y + 88, 92, 22, scene.lit(rgb("#d9b26a")))
    for side in (-1, 1):
        c.rect(x + side * 104 - 10, y - 10, x + side * 104 + 10, y + 106, wood)
    c.rounded(x - 156, y + 90, x + 156, y + 112, 8, lighter(wood, 0.12))
    c.rounded(x - 156, y + 104, x + 156, y + 114, 4, darker(wood, 0.15))
    roof = scene.lit(scene.pick(("#a8503f", "#4f7380", "#8c5a4a")))
    c.poly(
        [(x - 170, y + 4), (x, y - 112), (x + 170, y + 4), (x + 150, y + 16), (x, y - 86), (x - 150, y + 16)],
        roof,
    )
    c.poly([(x - 140, y + 8), (x, y - 88), (x + 140, y + 8)], wood)
    c.circle(x, y - 30, 20, darker(wood, 0.4))
    if scene.season == "winter":
        c.poly(
            [
                (x - 172, y + 2),
                (x, y - 130),
                (x + 172, y + 2),
                (x + 160, y + 6),
                (x, y - 100),
                (x - 160, y + 6),
            ],
            mix((255, 255, 255), scene.sky[1], 0.08),
        )


def bird(c: Canvas, scene: Scene, x: float, y: float, r: float, way: int) -> None:
    """A bullfinch or a tit that stands at (x, y) and looks left or right."""
    breast, back = scene.rng.choice((("#d9604f", "#5d6875"), ("#e9c65a", "#5f7d86"), ("#e6a58a", "#7a6a6a")))
    belly, wing, cap = scene.lit(rgb(breast)), scene.lit(rgb(back)), rgb("#2f3238")
    c.line([(x - 6, y - 0.3 * r), (x - 6, y)], rgb("#6a5a4a"), 3)
    c.line([(x + 6, y - 0.3 * r), (x + 6, y)], rgb("#6a5a4a"), 3)
    c.poly(
        [
            (x - way * 0.5 * r, y - 0.7 * r),
            (x - way * 1.7 * r, y - 0.5 * r),
            (x - way * 1.6 * r, y - 0.26 * r),
            (x - way * 0.4 * r, y - 0.35 * r),
        ],
        darker(wing, 0.25),
    )
    c.poly(blob(x, y - 0.82 * r, 0.82 * r, 0.66 * r, scene.rng, 0.02), belly)
    c.circle(x + way * 0.5 * r, y - 1.36 * r, 0.44 * r, belly)
    c.pie(x + way * 0.5 * r, y - 1.38 * r, 0.46 * r, 0.46 * r, 180, 360, cap)
    c.poly(
        [
            (x + way * 0.9 * r, y - 1.46 * r),
            (x + way * 1.2 * r, y - 1.34 * r),
            (x + way * 0.9 * r, y - 1.24 * r),
        ],
        rgb("#4a4038"),
    )
    c.circle(x + way * 0.62 * r, y - 1.36 * r, 0.06 * r, rgb("#fdfbf5"))
    c.poly(blob(x - way * 0.3 * r, y - 0.86 * r, 0.58 * r, 0.4 * r, scene.rng, 0.03), wing)
    c.line(
        [(x - way * 0.62 * r, y - 0.72 * r), (x + way * 0.12 * r, y - 0.8 * r)], lighter(wing, 0.5), 0.08 * r
    )
