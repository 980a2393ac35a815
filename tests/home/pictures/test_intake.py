"""What the intake makes of files: pixels are kept, what they say beside is not, and harm becomes one sentence."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from home.pictures.intake import clean_picture, digest
from tests.home.pictures.files import (
    LEFT,
    RIGHT,
    SECRETS,
    bomb,
    cut_off,
    drawing,
    swapped_profile,
    talkative,
    with_place_and_name,
    written,
)

KINDS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]


def cleaned(content: bytes, name: str = "Ivanov Petya 5a.jpg") -> Any:
    return clean_picture(ContentFile(content, name))


def opened(content: bytes, name: str = "a.jpg") -> Image.Image:
    return Image.open(BytesIO(cleaned(content, name).read()))


def is_near(image: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    found: Any = image.convert("RGB").getpixel(place)
    return all(abs(one - other) < 24 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_what_a_file_says_is_kept(kind: str) -> None:
    content = talkative(kind)
    assert b"Ivanov" in content
    clean = cleaned(content)
    kept = clean.read()
    assert not [secret for secret in SECRETS if secret in kept]
    assert "Ivanov" not in clean.name
    image = Image.open(BytesIO(kept))
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                               "loop", "background", "timestamp", "duration"}  # fmt: skip
    assert is_near(image, (10, 20), LEFT)
    assert is_near(image, (50, 20), RIGHT)


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WEBP"), ("AVIF", "JPEG"), ("HEIF", "JPEG")],
)
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.txt", "a"])
def test_the_content_says_what_a_file_is(kind: str, becomes: str, name: str) -> None:
    clean = cleaned(written(drawing(), kind), name)
    assert Image.open(clean).format == becomes
    assert clean.name.endswith({"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[becomes])


@pytest.mark.parametrize(
    ("kind", "becomes"), [("PNG", "PNG"), ("WEBP", "WEBP"), ("AVIF", "PNG"), ("HEIF", "PNG")]
)
def test_what_is_transparent_stays_so(kind: str, becomes: str) -> None:
    image = drawing(mode="RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.paste((0, 0, 0, 0), (0, 0, 20, 20))
    made = opened(written(image, kind))
    assert (made.format, made.mode) == (becomes, "RGBA")
    assert made.getchannel("A").getextrema()[0] == 0


def test_an_alpha_channel_without_anything_transparent_is_no_reason_for_a_png() -> None:
    made = opened(written(drawing(mode="RGBA"), "AVIF"))
    assert (made.format, made.mode) == ("JPEG", "RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(kind: str, orientation: int) -> None:
    clean = cleaned(written(drawing(), kind, exif=with_place_and_name(orientation)))
    image = Image.open(clean)
    is_turned = orientation > 4
    assert (clean.width, clean.height) == image.size == ((40, 60) if is_turned else (60, 40))
    first, last = ((20, 5), (20, 55)) if is_turned else ((5, 20), (55, 20))
    comes_first = RIGHT if orientation in (2, 3, 7, 8) else LEFT
    assert is_near(image, first, comes_first)
    assert not is_near(image, last, comes_first)


def _in_mode(grey: Image.Image, mode: str) -> Image.Image:
    return grey.quantize() if mode == "P" else grey.convert("RGB").convert(mode)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16", "RGBA", "RGB"])
def test_colours_become_plain_ones(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    grey = Image.new("L", (8, 8), 128)
    image = Image.new("I;16", (8, 8), 128 * 257) if mode == "I;16" else _in_mode(grey, mode)
    made = opened(written(image, kind))
    assert made.mode in ("L", "RGB")
    if mode != "1":
        assert is_near(made, (4, 4), (128, 128, 128))


def test_a_profile_is_applied_and_one_that_fits_nothing_is_passed_over() -> None:
    for profile in (b"no profile at all", swapped_profile()):
        made = opened(written(drawing(), "PNG", icc_profile=profile))
        assert "icc_profile" not in made.info
        assert is_near(made, (10, 20), LEFT)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_the_first_frame_is_kept(kind: str) -> None:
    others = [Image.new("RGB", (60, 40), colour) for colour in ("white", "black")]
    made = opened(written(drawing(), kind, save_all=True, append_images=others))
    assert getattr(made, "n_frames", 1) == 1
    assert is_near(made, (10, 20), LEFT)


def test_pixels_of_all_frames_are_counted_before_any_is_decoded(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40 * 2
    two, three = (
        written(drawing(), "WEBP", save_all=True, append_images=[drawing().rotate(n) for n in range(1, more)])
        for more in (2, 3)
    )
    assert cleaned(two).width == 60
    with pytest.raises(ValidationError, match="мегапикселей, считая все кадры"):
        cleaned(three)


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_000, 10_000), (8_000, 6_251)])
def test_a_bomb_is_not_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="больше 50 мегапикселей"):
        cleaned(bomb(*size))


def test_a_heavy_file_is_refused_unread() -> None:
    file = ContentFile(b"", "a.jpg")
    file.size = 25 * 1024 * 1024 + 1
    with pytest.raises(ValidationError, match="больше 25 МБ"):
        clean_picture(file)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.9])
def test_what_is_cut_off_is_refused(kind: str, share: float) -> None:
    whole = written(Image.effect_noise((160, 120), 60).convert("RGB"), kind)
    with pytest.raises(ValidationError) as refused:
        cleaned(whole[: int(len(whole) * share)])
    assert len(refused.value.messages) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"abcde",
        b"\xff\xd8\xff\xe0" + b"\x00" * 200,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + b"\x00" * 40,
        b"\x00\x00\x00\x20ftypheic" + b"\x00" * 60,
        b"\x00\x00\x00\x20ftypavif" + b"\x00" * 60,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7 ...",
        written(drawing(mode="P"), "GIF"),
        written(drawing(), "BMP"),
        written(drawing(), "TIFF"),
        cut_off(),
    ],
)
def test_what_is_no_picture_of_ours_gets_one_sentence(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        cleaned(content, "foto.jpg")
    assert len(refused.value.messages) == 1
    assert refused.value.code == "invalid_image"


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_bytes_changed_is_a_picture_or_a_sentence(kind: str, seed: int) -> None:
    content = bytearray(talkative(kind))
    for step in range(12):
        place = (seed * 7919 + step * 104_729) % len(content)
        content[place] = (content[place] + 1 + seed * 31 + step * 17) % 256
    said = []
    try:
        Image.open(cleaned(bytes(content))).load()
    except ValidationError as refused:
        said = refused.messages
    assert len(said) <= 1


def test_the_same_bytes_become_the_same_picture_under_another_name() -> None:
    content = talkative()
    one, other = cleaned(content), cleaned(content)
    assert one.read() == other.read()
    assert one.name != other.name
    assert one.file_hash == other.file_hash == digest(one.open().read())
    assert one.source_hash == digest(content)
