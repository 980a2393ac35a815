"""The illustrations: the same seed draws the same, another one draws something else."""

import pytest

from demo.photos import photo
from demo.pictures import MOTIFS, alt_text, draw, scene_of

SMALL = (300, 200)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_picture_has_the_asked_size(motif: str) -> None:
    picture = draw(motif, 1)
    assert (picture.size, picture.mode) == ((1200, 800), "RGB")


@pytest.mark.parametrize("size", [(1200, 630), (400, 400), (300, 500)])
def test_other_shapes_are_cut_not_squeezed(size: tuple[int, int]) -> None:
    assert draw("school", 5, size).size == size


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_seed_always_draws_the_same_picture(motif: str) -> None:
    assert draw(motif, 7, SMALL).tobytes() == draw(motif, 7, SMALL).tobytes()


@pytest.mark.parametrize("motif", MOTIFS)
def test_seeds_draw_different_pictures(motif: str) -> None:
    pictures = {draw(motif, seed, SMALL).tobytes() for seed in range(4)}
    assert len(pictures) == 4


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_picture_is_rich_in_colour(motif: str) -> None:
    colours = draw(motif, 3, SMALL).getcolors(SMALL[0] * SMALL[1])
    assert colours is not None
    assert len(colours) > 300
    assert max(count for count, _ in colours) < 0.4 * SMALL[0] * SMALL[1]


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_picture_is_described_in_russian(motif: str) -> None:
    words = alt_text(motif, 11)
    assert words == alt_text(motif, 11)
    assert words.startswith("Иллюстрация. ")
    assert 30 < len(words) < 200


def test_an_unknown_motif_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw("volcano", 1)


@pytest.mark.parametrize(("month", "season"), [(1, "winter"), (10, "autumn"), (4, "spring")])
def test_a_photo_shows_the_season_of_its_month(month: int, season: str) -> None:
    for name in "abcdef":
        taken = photo("school", name, "Школа", month)
        assert scene_of("school", taken.seed).season == season
