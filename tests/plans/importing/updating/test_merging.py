"""What an editor wrote, what the document said before and what it says now become one."""

from typing import Any

import pytest

from plans.importing.updating.merging import UNKNOWN, merged, merged_blocks, merged_hashtags


@pytest.mark.parametrize(
    ("current", "base", "new", "kept", "is_overwritten"),
    [
        ("а", "а", "а", "а", False),
        ("а", "а", "б", "б", False),
        ("правка", "а", "а", "правка", False),
        ("правка", "а", "б", "б", True),
        ("б", "а", "б", "б", False),
        ("правка", "", "", "правка", False),
        ("а\r\nб ", "а\nб", "в", "в", False),
        ("а", UNKNOWN, "б", "б", False),
        ("а", UNKNOWN, "", "а", False),
    ],
)
def test_a_field(current: str, base: Any, new: str, kept: str, is_overwritten: bool) -> None:
    assert merged(current, base, new) == (kept, is_overwritten)


def test_hashtags_added_and_removed_by_hand_stay_so() -> None:
    assert merged_hashtags(["Своё", "Было"], ["Было", "Убрано"], ["#было", "#Убрано", "#Новое"]) == [
        "Своё",
        "Было",
        "#Новое",
    ]


def test_a_hashtag_that_the_document_no_longer_has_goes() -> None:
    assert merged_hashtags(["Было", "Своё"], ["Было"], []) == ["Своё"]


def test_without_a_base_no_hashtag_goes() -> None:
    assert merged_hashtags(["Было"], None, ["Новое"]) == ["Было", "Новое"]


def lines(*texts: str) -> list[dict[str, Any]]:
    """Return paragraphs; one that begins with «*» is a picture."""
    return [
        {
            "type": "image" if text.startswith("*") else "paragraph",
            "value": f"<p>{text}</p>",
            "id": f"id-{place}",
        }
        for place, text in enumerate(texts)
    ]


def merged_lines(current: str, base: str | None, new: str) -> tuple[str, bool]:
    """Merge paragraphs written with spaces between them."""
    before = None if base is None else lines(*base.split())
    blocks, is_overwritten = merged_blocks(lines(*current.split()), before, lines(*new.split()))
    return " ".join(block["value"][3:-4] for block in blocks), is_overwritten


@pytest.mark.parametrize(
    ("current", "base", "new", "kept", "is_overwritten"),
    [
        ("1 2 3", "1 2 3", "1 2 3", "1 2 3", False),
        ("1 2 3", "1 2 3", "1 2б 3 4", "1 2б 3 4", False),
        ("1 2правка 3", "1 2 3", "1 2 3б", "1 2правка 3б", False),
        ("1 2правка 3", "1 2 3", "1 2б 3", "1 2б 3", True),
        ("1 2б 3", "1 2 3", "1 2б 3", "1 2б 3", False),
        ("1 *фото 2 3", "1 2 3", "1 2б 3", "1 *фото 2б 3", False),
        ("1 2правка *фото 3", "1 2 3", "1 2б 3", "1 2б *фото 3", True),
        ("*фото 1 2", "1 2", "а б", "*фото а б", False),
        ("1 3", "1 2 3", "1 2 3 4", "1 3 4", False),
        ("1 *фото 2", None, "1 2б 3", "1 *фото 2б 3", False),
        ("", "1", "1 2", "2", False),
    ],
)
def test_a_stream(current: str, base: str | None, new: str, kept: str, is_overwritten: bool) -> None:
    assert merged_lines(current, base, new) == (kept, is_overwritten)


def test_what_the_editor_adds_by_itself_is_no_edit() -> None:
    base = lines("а &amp; б")
    opened = [{"type": "paragraph", "value": '<p data-block-key="x1">а &amp; б</p>', "id": "another"}]
    assert merged_blocks(opened, base, lines("в"))[1] is False
