"""Names a picture: the same words always give the same seed, so the same picture."""

from zlib import crc32

from demo.pictures import alt_text, scene_of, seasons_of
from demo.records import Photo

SEASONS = (
    "winter",
    "winter",
    "spring",
    "spring",
    "spring",
    "summer",
    "summer",
    "summer",
    "autumn",
    "autumn",
    "autumn",
    "winter",
)


def photo(motif: str, name: str, caption: str, month: int | None = None) -> Photo:
    """The photo of `motif` whose seed comes from `name`, outdoors in the season of `month` when it can be."""
    seed = crc32(f"{motif}/{name}".encode()) % 100_000
    wanted = SEASONS[month - 1] if month else ""
    if wanted in seasons_of(motif):
        while scene_of(motif, seed).season != wanted:
            seed += 1
    return Photo(motif=motif, seed=seed, caption=caption, alt=alt_text(motif, seed))
