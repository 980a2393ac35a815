"""Hashtags: found in text as on the social networks, compared by a key."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.hashtags import extract_hashtags, hashtag_display, hashtag_key, hashtag_spans
from tests.growth import FACTOR, LINEAR, growth


def test_labelled_texts_give_the_labelled_tags(shared_dir: Path) -> None:
    rows = json.loads((shared_dir / "data" / "hashtags.json").read_text(encoding="utf-8"))
    wrong = [row["id"] for row in rows if extract_hashtags(row["text"]) != row["expected"]]
    assert wrong == []


def test_labelled_texts_give_the_labelled_keys(shared_dir: Path) -> None:
    rows = json.loads((shared_dir / "data" / "hashtags.json").read_text(encoding="utf-8"))
    for row in rows:
        expected = [key.lstrip("#").replace("ё", "е") for key in row["expected_key"]]
        assert [key for _, _, key in hashtag_spans(row["text"])][: len(expected)] == expected
        assert [hashtag_key(tag) for tag in extract_hashtags(row["text"])] == expected


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Лес#лес #ЛЕС", ["#Лес"]),
        ("(#Лес), #Поле!", ["#Лес", "#Поле"]),
        ("#Лес67", ["#Лес67"]),
        ("слово#лес и C#", []),
        ("#2023 и #1", []),
        ("# лес", []),
        ("#!!! #❤️ #_", []),
        ("почта a@b.ru#лес", []),
        ("сайт.рф/план#лес", []),
        ("https://a.ru/x, #лес", ["#лес"]),
        ("&#171;Лес&#xAB;", []),
        ("＃Лес", ["#Лес"]),
        ("#" + "а" * 100, ["#" + "а" * 100]),
        ("#" + "а" * 101, []),
    ],
)
def test_tags_are_found_as_on_the_networks(text: str, tags: list[str]) -> None:
    assert extract_hashtags(text) == tags


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ёлка", "елка"),
        (unicodedata.normalize("NFD", "ЁлкаЙод"), "елкайод"),
        ("#Зелёный", "зеленый"),
        ("мир\u00adный\u200b", "мирный"),
        ("cпасибо", "спасибо"),
        ("ПОБEДA", "победа"),
        ("ZаМир", "zамир"),
        ("PRO", "pro"),
        ("PROлес", "proлес"),
        ("СМО71", "смо71"),
        ("СССР_TOP", "ссср_top"),
        ("Наш_Лес", "наш_лес"),
        ("#", ""),
        ("!!!", ""),
        ("❤️", ""),
        ("2023", ""),
        ("", ""),
    ],
)
def test_key_joins_the_ways_of_writing(name: str, key: str) -> None:
    assert hashtag_key(name) == key


def test_display_keeps_the_letter_case_and_yo() -> None:
    assert hashtag_display("#Зелё\u00adныйЛес") == "ЗелёныйЛес"


def test_spans_point_into_the_text_as_given() -> None:
    text = "Вот #Зелё\u00adный\u200b, #лес"
    assert [text[start:end] for start, end, _ in hashtag_spans(text)] == ["#Зелё\u00adный", "#лес"]


@settings(deadline=None)
@example("TßЁЁI:\u0308")
@given(st.text(alphabet="#＃абёЁеIiTtcСßİ_1& ;/.:-\u0308\u00ad\u200b❤", max_size=40))
def test_key_of_a_key_and_of_a_display_form_is_the_key(name: str) -> None:
    key = hashtag_key(name)
    assert hashtag_key(key) == key
    assert hashtag_key(hashtag_display(name)) == key
    assert len(key) <= 100


@settings(deadline=None)
@given(st.text(alphabet="#＃абёЁе Tc_1&;/.:-\u0308\u00ad", max_size=60))
def test_every_extracted_tag_is_found_again(text: str) -> None:
    for tag in extract_hashtags(text):
        assert extract_hashtags(tag) == [tag]


@pytest.mark.parametrize(
    "piece", ["#", "#а", "а.", "a.a/", "&#", "#\u00ad", "http://", "www.", "_", "а-", "#1"]
)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert growth(extract_hashtags, text[: len(text) // FACTOR], text) < LINEAR
