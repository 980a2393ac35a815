"""What is read of a body, and what is refused: by its place, at once, and with nothing changed."""

import gzip
import json
import time
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pydantic import BaseModel, ConfigDict

from restapi.http.bodies import DEEPEST, MOST_VALUES, json_body, parsed, understood
from restapi.http.problems import Problem

MB = 1024 * 1024
REFUSED = {
    "nothing": b"",
    "spaces": b" \n" * 1000,
    "half an object": b"{",
    "half a text": b'{"a": "b',
    "a lone backslash": b'["\\',
    "two values": b"{} {}",
    "20 000 brackets": b"[" * 20_000,
    "too deep": b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
    "an infinite number": b"1e999",
    "an infinite number below": b"[-1e999]",
    "no number": b"NaN",
    "infinity": b'{"a": -Infinity}',
    "23 digits": b"1" * 23,
    "a name twice": b'{"title": "a", "title": "b"}',
    "a name twice inside": b'[{"a": {"b": 1, "b": 1}}]',
    "NUL": b'{"a": "\\u0000"}',
    "NUL in a name": b'{"\\u0000": 1}',
    "half a character": b'["\\ud800"]',
    "Latin letters": '{"a": "é"}'.encode("latin-1"),
    "UTF-16": "{}".encode("utf-16"),
}


def posted(body: bytes, content_type: str = "application/json", **headers: str) -> HttpRequest:
    """Return a request with a body."""
    return RequestFactory().post("/", body, content_type=content_type, headers=headers)


def refusal(request: HttpRequest) -> Problem:
    """Return the problem that reading the body raises."""
    with pytest.raises(Problem) as caught:
        json_body(request)
    return caught.value


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_json_is_refused(body: bytes) -> None:
    problem = refusal(posted(body))
    assert problem.status == 400
    assert problem.mistakes[0].loc == ["body"]
    assert problem.detail


@pytest.mark.parametrize("body", [{}, [], None, True, 1.5, "текст", {"a": [{"b": "😀"}]}])
def test_all_other_json_is_read(body: Any) -> None:
    assert json_body(posted(json.dumps(body).encode())) == body
    assert json_body(posted(json.dumps(body, ensure_ascii=False).encode("utf-8-sig"))) == body


def test_brackets_in_a_text_are_not_nested() -> None:
    body = {"a": '\\"' + "[" * 500, "b": "{" * 500}
    assert parsed(json.dumps(body).encode()) == body


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=windows-1251",
        "application/json; charset=utf-16",
    ],
)
def test_another_form_or_charset_is_refused(content_type: str) -> None:
    assert refusal(posted(b"{}", content_type)).status == 415


@pytest.mark.parametrize(
    "content_type",
    ["application/json; charset=UTF-8", "application/json; charset=utf8", "application/ld+json"],
)
def test_other_names_of_the_same_form_are_understood(content_type: str) -> None:
    assert json_body(posted(b"{}", content_type)) == {}


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_a_compressed_body_is_refused_and_not_unpacked(encoding: str) -> None:
    assert refusal(posted(gzip.compress(b"{}"), **{"content-encoding": encoding})).status == 415


def test_too_much_is_refused_before_it_is_read(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MB
    request = posted(b"{}")
    request.META["CONTENT_LENGTH"] = str(50 * MB)
    problem = refusal(request)
    assert problem.status == 413
    assert "3" in problem.detail
    assert request.read(2) == b"{}"  # nobody has read it


def test_too_many_values_are_refused() -> None:
    assert refusal(posted(b"[" + b"0," * MOST_VALUES + b"0]")).status == 413


@pytest.mark.parametrize(
    "body",
    [
        b'"' + b'\\"' * 4 * MB,
        b"[" * 8 * MB,
        b"[" + b"[]," * 3 * MB + b"[]]",
        b"{" + b",".join(b'"k%d":1' % number for number in range(MOST_VALUES - 2)) + b',"k9":1}',
        b"[" + b"1" * 8 * MB + b"]",
        b'{"a": "' + b"A" * 8 * MB,
    ],
    ids=["quotes", "brackets", "arrays", "names", "digits", "letters"],
)
def test_no_body_takes_long_to_refuse(body: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(Problem):
        parsed(body)
    assert time.process_time() - begun < 2


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    numbers: list[int] = []


def test_every_mistake_is_named_with_its_place() -> None:
    with pytest.raises(Problem) as caught:
        understood(_Form, {"numbers": ["a"], "live": True})
    assert [(mistake.loc, mistake.type) for mistake in caught.value.mistakes] == [
        (["body", "title"], "missing"),
        (["body", "numbers", 0], "int_parsing"),
        (["body", "live"], "extra_forbidden"),
    ]


@pytest.mark.parametrize("body", [[], None, "x", 1])
def test_what_is_no_object_is_no_form(body: Any) -> None:
    with pytest.raises(Problem) as caught:
        understood(_Form, body)
    assert caught.value.status == 400


def test_not_all_of_many_mistakes_are_named() -> None:
    with pytest.raises(Problem) as caught:
        understood(_Form, {"title": "x", "numbers": ["a"] * 10_000})
    assert len(caught.value.mistakes) == 100
