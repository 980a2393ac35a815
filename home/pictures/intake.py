"""What a picture's file becomes before it is stored: its pixels, upright, in sRGB, and nothing else of what came.

No models here: processes without a database import it.
"""

import secrets
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener
from wagtail.utils.file import hash_filelike

register_heif_opener(thumbnails=False)

# AVIF before HEIF: both begin alike, the first says of HEIC that it is none of its own.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
MEGA = 1_000_000

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow and its decoders raise at files that are cut off, forged or made to harm.
BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UserWarning,
    ValueError,
    struct.error,
    zlib.error,
)

TOO_HEAVY = _("Файл больше %(most)s МБ: уменьшите изображение и загрузите его снова.")
TOO_MANY_PIXELS = _(
    "В изображении больше %(most)s мегапикселей, считая все кадры: уменьшите его и загрузите снова."
)
UNKNOWN = _("Файл не читается как изображение JPEG, PNG, WebP, AVIF или HEIC, как бы он ни назывался.")
UNREADABLE = _("Изображение повреждено или загрузилось не до конца: загрузите исходный файл ещё раз.")


@dataclass(frozen=True)
class Kind:
    """A format in which pictures are kept, and how Pillow writes it."""

    name: str
    suffix: str
    options: dict[str, Any] = field(default_factory=dict)


JPEG = Kind("JPEG", "jpg", {"quality": 88, "optimize": True, "progressive": True})
PNG = Kind("PNG", "png")
WEBP = Kind("WEBP", "webp", {"quality": 88})
# MPO is a JPEG with further pictures behind the first, as some phones write it.
KEPT = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "WEBP": WEBP}


class CleanPicture(ContentFile):
    """A picture's file that may be stored as it is: the intake has made it, or the site itself has drawn it."""

    def __init__(
        self, content: bytes, name: str, width: int, height: int, source_hash: str | None = None
    ) -> None:
        super().__init__(content, name)
        self.width, self.height = width, height
        self.file_hash = digest(content)
        self.source_hash = source_hash or self.file_hash  # of the bytes that came


def clean_picture(file: File) -> CleanPicture:
    """Return what may be stored of a file that has come; raises ValidationError with one sentence.

    What it is, is seen by its content. The first frame is kept, upright, in 8 bits of sRGB. JPEG, PNG and WebP stay
    what they are; HEIC and AVIF become JPEG, or PNG where something in them is transparent.
    """
    content = _read(file)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _refuse_too_many_pixels(image)
            plain = _in_plain_colours(_upright(image))
            kind = KEPT.get(image.format or "", PNG if plain.mode == "RGBA" else JPEG)
        encoded = BytesIO()
        plain.save(encoded, kind.name, **kind.options)
    except BOMBS:
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise ValidationError(UNKNOWN, code="invalid_image") from None
    except BROKEN:
        raise ValidationError(UNREADABLE, code="invalid_image") from None
    return CleanPicture(
        encoded.getvalue(),
        f"{new_stem()}.{kind.suffix}",
        plain.width,
        plain.height,
        source_hash=digest(content),
    )


def new_stem() -> str:
    """Return the name of a new file, without its ending: it says nothing of the sender and cannot be guessed."""
    return secrets.token_hex(16)


def digest(content: bytes) -> str:
    """Return the hash by which Wagtail knows files."""
    found: str = hash_filelike(BytesIO(content))
    return found


def _read(file: File) -> bytes:
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.size > most:
        raise ValidationError(TOO_HEAVY, code="file_too_large", params={"most": most // 1024**2})
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


def _refuse_too_many_pixels(image: Image.Image) -> None:
    """Nothing is decoded yet: size and number of frames stand in the file's head."""
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MEGA
    return ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels", params={"most": most})


def _upright(image: Image.Image) -> Image.Image:
    """Decode all of a frame and turn it as its EXIF or XMP asks."""
    image.load()
    image.getexif()  # is remembered; what it was read from goes: cameras write tags that cannot be written again
    kept = ("icc_profile", "transparency")
    image.info = {name: image.info[name] for name in kept if name in image.info}
    return ImageOps.exif_transpose(image)


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """Return the image in grey, RGB, or RGBA where something is transparent, with nothing but pixels."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits of grey
    if image.mode in ("1", "L") and not image.has_transparency_data:
        plain = image.convert("L")
    elif image.mode == "CMYK":
        plain = _in_srgb(image, profile)
    else:
        plain = _in_srgb(_coloured(image), profile)
    plain.info = {}
    return plain


def _coloured(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    is_opaque = image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB") if is_opaque else image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return RGB or RGBA by the image's profile; one that cannot be read, or is for other colours, says nothing."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            made = None
        if made is not None:
            return made
    return image.convert(mode)
