"""Picture files for the tests: as cameras write them, and as nobody should."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

SECRETS = (b"Ivanov", b"Sekret", b"GPS", b"Exif", b"xmpmeta", b"Photoshop")
LEFT, RIGHT = (200, 30, 30), (30, 30, 200)


def drawing(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Return an image whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), RIGHT)
    image.paste(LEFT, (0, 0, width // 2, height))
    return image.convert(mode)


def written(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return the image as a file of a kind."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def with_place_and_name(orientation: int = 1) -> Image.Exif:
    """Return EXIF that says who and where, and which way up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Ivanov"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (55.0, 45.0, 0.0)
    exif[0x010E] = "Sekret"
    return exif


def talkative(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """Return a file that says everything a file can say, with something appended."""
    said: dict[str, Any] = {"exif": with_place_and_name(orientation)}
    if kind == "PNG":
        said["pnginfo"] = PngImagePlugin.PngInfo()
        said["pnginfo"].add_text("Comment", "Sekret")
        said["pnginfo"].add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Ivanov</x:xmpmeta>")
    elif kind != "HEIF":
        said["xmp"] = b"<x:xmpmeta>Ivanov</x:xmpmeta>"
    if kind == "JPEG":
        said["comment"] = b"Sekret"
    content = written(drawing(), kind, **said)
    if kind == "JPEG":  # IPTC, as Photoshop writes it
        record = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0a\x1c\x02\x50\x00\x06Ivanov"
        content = content[:2] + b"\xff\xed" + struct.pack(">H", len(record) + 2) + record + content[2:]
    return content + b"Sekret PK\x03\x04 appended"


def cut_off() -> bytes:
    """Return a JPEG of which the second half never came."""
    content = written(Image.effect_noise((200, 150), 50).convert("RGB"))
    return content[: len(content) // 2]


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a hundred bytes that says that it is as wide and high as this."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\x00" * 64)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def swapped_profile() -> bytes:
    """Return an ICC profile of other colours than sRGB."""
    return bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())
