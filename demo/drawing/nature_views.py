"""Motifs outdoors: planting trees, the ski race, the sports field."""

from math import cos, sin

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas, curve
from demo.drawing.colour import Scene, darker, lighter, mix, rgb
from demo.drawing.people import CHEER, DOWN, HOLD, WAVE, person, reach
from demo.drawing.scenery import birch, bunting, bush, fir, flurry, ground, hills, sky, street, tree, tufts


def trees(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene)
    hills(c, scene, 510, 3)
    for _ in range(11):
        tree(c, scene, rng.uniform(0, WIDTH), 552, rng.uniform(90, 160), 0.36)
    ground(c, scene, 530)
    for n in range(6):
        sapling(c, scene, 90 + 205 * n + rng.uniform(-26, 26), 612 + rng.uniform(-8, 8), rng.uniform(84, 112))
    birch(c, scene, rng.choice((70, 1130)), 660, 520)
    tufts(c, scene, 600, 800, 50)
    middle = rng.uniform(430, 760)
    sapling(c, scene, middle, 744, 290)
    digger(c, scene, middle - 186, 760, 250, 1)
    person(c, scene, middle + 150, 752, 226, reach(-1), lean=-0.06)
    if rng.random() < 0.7:
        digger(c, scene, middle + 390, 708, 200, -1)
    else:
        person(c, scene, middle + 350, 716, 206, WAVE)
    can(c, scene, middle + 254, 778)
    if rng.random() < 0.6:
        person(c, scene, middle - 390, 722, 200, HOLD, rng.random() < 0.5)
    bush(c, scene, rng.choice((60, 1140)), 792, 84)
    flurry(c, scene, 30)


def sapling(c: Canvas, scene: Scene, x: float, y: float, h: float) -> None:
    soil = scene.lit(rgb("#7a5a44"))
    c.ellipse(x, y, h * 0.3, h * 0.07, soil)
    c.ellipse(x - h * 0.05, y - h * 0.02, h * 0.2, h * 0.045, lighter(soil, 0.12))
    c.line([(x + h * 0.07, y), (x + h * 0.07, y - h * 0.62)], scene.lit(rgb("#c09a6b")), max(2.5, h * 0.03))
    c.line(
        curve((x, y), (x - h * 0.02, y - h * 0.5), (x, y - h * 0.95), 8),
        scene.lit(rgb("#7a5640")),
        max(2.5, h * 0.028),
    )
    tone = scene.leaf()
    for n in range(26):
        angle, reach_out = scene.rng.uniform(0, 6.28), scene.rng.random() ** 0.5
        wide, leaf = 0.2 * h * reach_out * cos(angle), h * scene.rng.uniform(0.035, 0.06)
        shade = mix(tone, scene.leaf(), 0.25) if n % 2 else darker(tone, 0.1)
        c.ellipse(x + wide, y - 0.76 * h + 0.24 * h * reach_out * sin(angle), leaf * 1.25, leaf * 0.8, shade)


def digger(c: Canvas, scene: Scene, x: float, y: float, h: float, direction: int) -> None:
    person(c, scene, x, y, h, reach(direction), lean=0.07 * direction)
    handle = [(x + direction * 0.22 * h, y - 0.74 * h), (x + direction * 0.44 * h, y - 0.06 * h)]
    c.line(handle, scene.lit(rgb("#a9794d")), 0.035 * h)
    tip_x, tip_y = handle[1]
    c.poly(
        [
            (tip_x - 0.07 * h, tip_y - 0.05 * h),
            (tip_x + 0.07 * h, tip_y - 0.05 * h),
            (tip_x + direction * 0.05 * h, tip_y + 0.12 * h),
        ],
        scene.lit(rgb("#68757f")),
    )


def can(c: Canvas, scene: Scene, x: float, y: float) -> None:
    tin = scene.lit(scene.pick(("#3f8d94", "#d96c4a", "#5f86b5")))
    c.shade(x, y, 46, 9)
    c.arc(x - 6, y - 52, 26, 26, 180, 360, darker(tin, 0.2), 6)
    c.line([(x + 26, y - 22), (x + 64, y - 56)], darker(tin), 9)
    c.ellipse(x + 66, y - 58, 13, 6, tin)
    c.rounded(x - 34, y - 54, x + 30, y, 8, tin)
    c.rect(x - 34, y - 44, x + 30, y - 38, lighter(tin))


def ski(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene)
    hills(c, scene, 500, 3)
    for n in range(20):
        fir(c, scene, n * 64 + rng.uniform(-22, 22), 540 + rng.uniform(-8, 10), rng.uniform(100, 200), 0.35)
    ground(c, scene, 535, 22)
    for x, high in ((60, 360), (1130, 330), (rng.uniform(180, 300), 250)):
        fir(c, scene, x, 640, high + rng.uniform(-40, 40))
    shadow = mix(scene.ground[0], scene.ground[1], 0.9)
    for n in range(5):
        c.line(curve((-20, 650 + 34 * n), (560, 600 + 44 * n), (1220, 664 + 34 * n), 24), shadow, 5)
    if rng.random() < 0.6:
        arch(c, scene, rng.uniform(820, 960))
    else:
        bunting(c, scene, -20, 330, 1220, 300, 60)
    count = rng.randint(3, 5)
    for n in range(count):
        x = 130 + (940 / count) * (n + 0.5) + rng.uniform(-40, 40)
        skier(c, scene, x, 668 + 92 * (n % 2) + rng.uniform(-10, 10), 158 + 34 * (n % 2))
    tufts(c, scene, 740, 800, 14)
    flurry(c, scene, 70)


def arch(c: Canvas, scene: Scene, x: float) -> None:
    red, pale = scene.lit(rgb("#cf5340")), scene.lit(rgb("#fbf6ec"))
    for side in (-130, 130):
        c.rounded(x + side - 16, 400, x + side + 16, 640, 14, red)
        for k in range(3):
            c.rect(x + side - 16, 440 + 62 * k, x + side + 16, 466 + 62 * k, pale)
    c.rounded(x - 150, 376, x + 150, 430, 24, red)
    for k in range(14):
        c.rect(x - 122 + k * 17.5, 392 + (k % 2) * 11, x - 105 + k * 17.5, 403 + (k % 2) * 11, pale)
        c.rect(x - 122 + k * 17.5, 403 - (k % 2) * 11, x - 105 + k * 17.5, 414 - (k % 2) * 11, rgb("#3a4350"))


def skier(c: Canvas, scene: Scene, x: float, y: float, h: float) -> None:
    """A skier going right, leaning into the track."""
    wood = scene.lit(scene.pick(("#d9a441", "#3f7f8c", "#b5533f", "#7a6aa0")))
    for shift, lift in ((-0.12, 0.0), (0.16, 0.03)):
        c.line(
            [
                (x + (shift - 0.4) * h, y + lift * h),
                (x + (shift + 0.42) * h, y + lift * h),
                (x + (shift + 0.5) * h, y + (lift - 0.05) * h),
            ],
            wood,
            0.03 * h,
        )
    c.line([(x - 0.32 * h, y - 0.04 * h), (x - 0.06 * h, y - 0.5 * h)], rgb("#5d6670"), 0.018 * h)
    person(c, scene, x, y, h, ((-0.16, 0.2), (0.27, 0.08)), lean=0.1, stride=0.07, skirt=False)
    c.line([(x + 0.36 * h, y - 0.62 * h), (x + 0.3 * h, y - 0.02 * h)], rgb("#5d6670"), 0.018 * h)
    c.rounded(x - 0.03 * h, y - 0.62 * h, x + 0.13 * h, y - 0.46 * h, 0.02 * h, rgb("#fdfaf2"))
    bar = scene.lit(rgb("#3a4350"))
    c.rect(x + 0.02 * h, y - 0.59 * h, x + 0.04 * h, y - 0.49 * h, bar)
    c.rect(x + 0.06 * h, y - 0.59 * h, x + 0.085 * h, y - 0.49 * h, bar)


def sport(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene)
    hills(c, scene, 480, 2)
    street(c, scene, 500, 0.6, 0.8)
    for n in range(13):
        tree(c, scene, n * 100 + rng.uniform(-30, 30), 520, rng.uniform(110, 170), 0.25)
    ground(c, scene, 512, 4)
    stripes(c, scene)
    goal(c, scene, rng.uniform(260, 940), 566)
    track(c, scene)
    if rng.random() < 0.5:
        bunting(c, scene, -20, 250, 1220, 230, 60)
    ball = rng.random() < 0.45
    count = 4 if ball else 5
    for n in range(count):
        x = 130 + n * (940 / (count - 1)) + rng.uniform(-30, 30)
        y = 690 + 30 * (n % 2) if not ball else 612 + 18 * (n % 2)
        arms = ((-0.2, 0.06), (0.2, 0.1)) if n % 2 else ((-0.18, 0.12), (0.22, 0.02))
        person(c, scene, x, y, 172 if not ball else 138, arms, lean=0.08, stride=0.1, skirt=False)
    if ball:
        c.shade(610, 640, 22, 5)
        c.circle(610, 622, 17, rgb("#fbf7ee"))
        c.circle(606, 618, 6, rgb("#3f4650"))
        for angle in range(5):
            c.circle(610 + 13 * cos(angle * 1.256), 622 + 13 * sin(angle * 1.256), 3, rgb("#3f4650"))
        person(c, scene, 1030, 742, 176, CHEER)
        person(c, scene, 160, 752, 176, DOWN, True)


def stripes(c: Canvas, scene: Scene) -> None:
    green = mix(scene.ground[0], scene.lit(rgb("#6fa75c")), 0.6 if scene.season != "winter" else 0.0)
    for n in range(9):
        top, low = 520 + n * 16, 536 + n * 16
        c.rect(0, top, WIDTH, low, green if n % 2 else darker(green, 0.06))


def goal(c: Canvas, scene: Scene, x: float, y: float) -> None:
    net = mix(scene.sky[1], scene.ground[0], 0.45)
    for k in range(9):
        c.line([(x - 80 + 20 * k, y - 78), (x - 80 + 20 * k, y)], net, 1.6)
    for k in range(5):
        c.line([(x - 80, y - 78 + 19 * k), (x + 80, y - 78 + 19 * k)], net, 1.6)
    c.line([(x - 82, y), (x - 82, y - 80), (x + 82, y - 80), (x + 82, y)], rgb("#fdfbf5"), 6)


def track(c: Canvas, scene: Scene) -> None:
    red = scene.lit(rgb("#c8694e"))
    c.gradient(lighter(red, 0.12), red, 652, HEIGHT)
    for n in range(5):
        y = 654 + n * n * 6 + n * 12
        c.rect(0, y, WIDTH, y + 2.4 + n * 0.6, rgb("#f8ece0"))
