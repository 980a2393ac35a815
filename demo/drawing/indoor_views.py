"""Motifs in rooms: the classroom, the exhibition, the library, the choir."""

from demo.drawing.canvas import WIDTH, Canvas, curve
from demo.drawing.childrens_art import SUBJECTS, child_drawing
from demo.drawing.colour import CLOTHES, Colour, Scene, darker, lighter, mix, rgb
from demo.drawing.people import HOLD, WAVE, bust, clothes, crowd, person, reader
from demo.drawing.room import lamp, plant, room, spines, view


def classroom(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, _, wood = room(c, scene, 520)
    left = rng.random() < 0.5
    view(c, scene, 60 if left else 950, 90, 190, 290)
    board_x = 340 if left else 120
    board(c, scene, board_x, 90, 680, 300, wood)
    plant(c, scene, 155 if left else 1045, 402, 110)
    person(c, scene, board_x + rng.choice((70, 600)), 560, 292, rng.choice((WAVE, HOLD)), skirt=True)
    shelf_x = 1085 if left else 20
    for n in range(3):
        c.rect(shelf_x - 14, 180 + 110 * n, shelf_x + 108, 192 + 110 * n, darker(wood))
        spines(c, scene, shelf_x - 8, 180 + 110 * n, 100, 74)
    for row, (y, size, count) in enumerate(((640, 122, 5), (770, 168, 4))):
        step = WIDTH / count
        for n in range(count):
            x = step * (n + 0.5) + rng.uniform(-14, 14)
            if row or rng.random() < 0.9:
                bust(c, scene, x, y - 4, size, True, ((0.34, -0.95),) if rng.random() < 0.22 else ())
        for n in range(count):
            desk(c, scene, step * (n + 0.08), y - 12, step * 0.84, wood)


def board(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float, wood: Colour) -> None:
    green = scene.lit(scene.pick(("#2f6358", "#35584f", "#2c5a66")))
    c.rounded(x - 14, y - 14, x + w + 14, y + h + 14, 6, darker(wood, 0.1))
    c.gradient(lighter(green, 0.06), darker(green, 0.06), y, y + h, x, x + w)
    chalk = mix(rgb("#f6f3e6"), green, 0.15)
    kind = scene.rng.randint(0, 2)
    for n in range(4):
        top = y + 44 + 40 * n
        c.line([(x + 40, top), (x + 40 + scene.rng.uniform(120, 250), top)], chalk, 4)
    cx, cy = x + w * 0.64, y + h * 0.5
    if kind == 0:
        c.line([(cx - 110, cy + 80), (cx + 110, cy + 80), (cx - 30, cy - 90), (cx - 110, cy + 80)], chalk, 4)
        c.line([(cx - 30, cy - 90), (cx - 30, cy + 80)], rgb("#f0c96b"), 3)
        c.arc(cx + 150, cy, 58, 58, 0, 360, rgb("#e8a9a0"), 4)
    elif kind == 1:
        c.arc(cx, cy, 46, 46, 0, 360, rgb("#f0c96b"), 5)
        for n, r in enumerate((86, 130, 176)):
            c.arc(cx, cy, r, r * 0.62, 0, 360, chalk, 2.4)
            c.circle(
                cx + r * (0.7, -0.9, 0.5)[n],
                cy + r * 0.62 * (0.71, 0.43, -0.86)[n],
                9 + 3 * n,
                rgb(("#e8a9a0", "#a9d0d6", "#cfe0a6")[n]),
            )
    else:
        c.line([(cx - 130, cy + 90), (cx - 130, cy - 90)], chalk, 4)
        c.line([(cx - 130, cy + 90), (cx + 170, cy + 90)], chalk, 4)
        c.line(curve((cx - 120, cy + 70), (cx + 20, cy + 60), (cx + 160, cy - 80)), rgb("#f0c96b"), 5)
        for n in range(4):
            c.rect(
                cx - 100 + 60 * n,
                cy + 88 - 26 * (n + 1),
                cx - 70 + 60 * n,
                cy + 88,
                mix(rgb("#a9d0d6"), green, 0.3),
            )
    c.rect(x + 10, y + h + 6, x + w - 10, y + h + 18, wood)


def desk(c: Canvas, scene: Scene, x: float, y: float, w: float, wood: Colour) -> None:
    top = lighter(wood, 0.35)
    c.rounded(x, y, x + w, y + 20, 6, top)
    c.rect(x + 4, y + 16, x + w - 4, y + 26, darker(wood, 0.12))
    for side in (x + 14, x + w - 26):
        c.rect(side, y + 24, side + 10, y + 130, rgb("#7f8790"))
    c.poly([(x + w * 0.3, y - 2), (x + w * 0.46, y - 12), (x + w * 0.62, y - 2)], rgb("#fdfbf4"))


def library(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, shade, wood = room(c, scene, 590)
    opening = rng.choice((-1, 1, 2))
    for column in range(5):
        x = 8 + column * 240
        if column == opening:
            view(c, scene, x + 24, 110, 176, 330)
            plant(c, scene, x + 112, 590, 120)
            continue
        c.rect(x, 40, x + 224, 588, darker(wood, 0.16))
        for shelf in range(5):
            y = 144 + 106 * shelf
            c.rect(x + 10, y - 92, x + 214, y, darker(wood, 0.36))
            spines(c, scene, x + 14, y, 196, 82)
            c.rect(x, y, x + 224, y + 12, lighter(wood, 0.06))
    rug = clothes(scene)
    c.ellipse(600, 706, 470, 84, mix(rug, shade, 0.35))
    c.ellipse(600, 706, 410, 68, mix(rug, shade, 0.6))
    c.ellipse(600, 706, 380, 60, mix(rug, shade, 0.35))
    tone = clothes(scene)
    for lamp_x in (rng.uniform(230, 330), rng.uniform(860, 980)):
        lamp(c, scene, lamp_x, rng.uniform(120, 170), tone)
    if rng.random() < 0.6:
        person(c, scene, rng.choice((90, 1110)), 672, 262, rng.choice((HOLD, WAVE)), skirt=True)
    count = rng.randint(3, 4)
    for n in range(count):
        seat = 270 + 660 * n / (count - 1) + rng.uniform(-26, 26)
        reader(c, scene, seat, 710 + 46 * (n % 2) + rng.uniform(-8, 8), 176)
    stack(c, scene, rng.choice((150, 1050)), 778)


def stack(c: Canvas, scene: Scene, x: float, y: float) -> None:
    for n in range(scene.rng.randint(4, 6)):
        wide, shift = scene.rng.uniform(52, 74), scene.rng.uniform(-9, 9)
        tone = scene.lit(scene.pick(CLOTHES))
        c.rounded(x - wide + shift, y - 22 * (n + 1), x + wide + shift, y - 22 * n - 2, 4, tone)
        c.rect(x + wide + shift - 8, y - 22 * n - 19, x + wide + shift - 2, y - 22 * n - 5, rgb("#fbf6ea"))


def exhibition(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, _, wood = room(c, scene, 560)
    count = rng.choice((4, 5))
    step = WIDTH / count
    subjects = rng.sample(range(len(SUBJECTS)), len(SUBJECTS))
    for n in range(count):
        x, y = step * (n + 0.5), 180 + rng.uniform(-14, 14)
        c.veil([(x - 20, 0), (x + 20, 0), (x + step * 0.5, 450), (x - step * 0.5, 450)], (255, 246, 214), 0.2)
        c.rounded(x - 16, 0, x + 16, 18, 6, rgb("#545a61"))
    for n in range(count):
        wide, tall = step * rng.uniform(0.64, 0.78), rng.uniform(170, 230)
        x, y = step * (n + 0.5) - wide / 2, 100 + rng.uniform(-10, 20)
        frame(c, scene, x, y, wide, tall, wood, subjects[n])
        if tall < 205 and rng.random() < 0.8:
            frame(c, scene, x + wide * 0.12, y + tall + 42, wide * 0.76, 106, wood, subjects[-1 - n % 2])
        else:
            c.rect(x + wide * 0.34, y + tall + 26, x + wide * 0.66, y + tall + 42, rgb("#fdfbf5"))
    c.ellipse(600, 690, 560, 70, lighter(wood, 0.3))
    if rng.random() < 0.5:
        bench(c, scene, rng.uniform(350, 650), 690, wood)
    people = rng.randint(4, 6)
    places = [
        (120 + n * 960 / (people - 1) + rng.uniform(-40, 40), rng.uniform(690, 776)) for n in range(people)
    ]
    crowd(c, scene, places, 210)


def frame(
    c: Canvas, scene: Scene, x: float, y: float, w: float, h: float, wood: Colour, subject: int
) -> None:
    edge = scene.rng.choice((darker(wood, 0.2), rgb("#fdfbf5"), rgb("#4a5560"), lighter(wood)))
    c.veil(
        [(x + 2, y + 4), (x + w + 16, y + 10), (x + w + 16, y + h + 22), (x + 2, y + h + 20)],
        (40, 36, 40),
        0.12,
    )
    c.rect(x - 9, y - 9, x + w + 9, y + h + 9, edge)
    c.rect(x, y, x + w, y + h, rgb("#fefcf6"))
    child_drawing(c, scene, x + 10, y + 10, w - 20, h - 20, subject)


def bench(c: Canvas, scene: Scene, x: float, y: float, wood: Colour) -> None:
    c.shade(x + 110, y + 6, 140, 12)
    for side in (16, 196):
        c.rect(x + side, y - 40, x + side + 12, y + 4, rgb("#59606a"))
    c.rounded(x, y - 58, x + 224, y - 38, 8, darker(wood, 0.12))


def choir(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    back = scene.lit(scene.pick(("#2f5563", "#5a3f56", "#38486b", "#6b4038")))
    c.gradient(darker(back, 0.4), lighter(back, 0.12), 0, 560)
    wood = scene.lit(rgb("#b98a5c"))
    c.gradient(darker(wood, 0.14), lighter(wood, 0.1), 560, 800)
    for n in range(12):
        c.line([(600 + (n - 5.5) * 80, 562), (600 + (n - 5.5) * 230, 800)], darker(wood, 0.2), 2.5)
    for n in range(4):
        x = 240 + 240 * n + rng.uniform(-20, 20)
        c.veil(
            [
                (x - 16, 0),
                (x + 16, 0),
                (600 + (x - 600) * 0.6 + 190, 620),
                (600 + (x - 600) * 0.6 - 190, 620),
            ],
            (255, 240, 200),
            0.1,
        )
        c.rounded(x - 20, 0, x + 20, 24, 8, (36, 38, 46))
    c.ellipse(600, 650, 520, 60, lighter(wood, 0.22))
    uniform, second = clothes(scene), clothes(scene)
    for row in range(3):
        y = 478 + 76 * row
        c.rect(205 - 20 * row, y - 2, 995 + 20 * row, y + 72, darker(wood, 0.3 - 0.07 * row))
        c.rect(205 - 20 * row, y - 2, 995 + 20 * row, y + 9, lighter(wood, 0.1))
        count = 8 + row % 2
        for n in range(count):
            x = 262 - 14 * row + n * (676 + 28 * row) / (count - 1) + rng.uniform(-5, 5)
            size = 196 * rng.uniform(0.94, 1.05)
            person(
                c, scene, x, y + 6, size, HOLD, coat=uniform if (row + n) % 2 else second, skirt=n % 2 == 0
            )
    curtain(c, scene)
    piano(c, scene, 930 if rng.random() < 0.5 else 60)
    c.rounded(540, 742, 660, 800, 6, darker(wood, 0.3))
    person(c, scene, 600, 752, 232, ((-0.26, -0.1), (0.26, -0.16)), True, coat=rgb("#2f343d"), skirt=False)
    if rng.random() < 0.6:
        for _ in range(16):
            x = rng.uniform(240, 960)
            c.circle(
                x,
                796,
                rng.uniform(14, 24),
                scene.lit(scene.pick(("#d95f6a", "#f0b96b", "#f4e6dc", "#7f9f62"))),
            )


def curtain(c: Canvas, scene: Scene) -> None:
    red = scene.lit(scene.pick(("#a63f3f", "#8e3b55", "#2f6f73", "#b5653a")))
    for side in (0, 1):
        for n in range(7):
            x = n * 27
            tone = mix(red, darker(red, 0.35), (n % 2) * 0.8)
            x0, x1 = (x, x + 28) if side == 0 else (WIDTH - x - 28, WIDTH - x)
            low = 700 - n * n * 5
            c.poly([(x0, 0), (x1, 0), (x1, low), (x0, low + 10)], tone)
    for n in range(9):
        tone = mix(red, darker(red, 0.35), (n % 2) * 0.6)
        c.pie(n * 150, 34, 84, 74, 0, 180, tone)
    c.rect(0, 0, WIDTH, 40, red)
    c.rect(0, 36, WIDTH, 42, scene.lit(rgb("#d9b25a")))


def piano(c: Canvas, scene: Scene, x: float) -> None:
    black = rgb("#2b2c33")
    c.shade(x + 105, 738, 130, 14)
    c.rounded(x, 590, x + 210, 734, 8, black)
    c.rect(x - 8, 584, x + 218, 600, lighter(black, 0.16))
    c.rect(x - 6, 654, x + 216, 668, rgb("#f7f3ea"))
    for n in range(20):
        c.rect(x + 2 + n * 10.6, 654, x + 6 + n * 10.6, 662, black)
    c.rect(x - 8, 668, x + 218, 682, lighter(black, 0.1))
    c.poly([(x + 70, 586), (x + 78, 544), (x + 142, 544), (x + 150, 586)], rgb("#fdfaf2"))
