"""What a request brings: JSON, read with limits; whatever is not understood is refused by its place."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from restapi.http.negotiation import JSON
from restapi.http.problems import Mistake, Problem

# Deeper than any document: an order's clauses in clauses are some twenty.
DEEPEST = 100
# A plan of a thousand items is some 20 000.
MOST_VALUES = 200_000
LONGEST_SHOWN = 100
MOST_DIGITS = 18  # databases hold nineteen

# A text without an end goes on to the end of the body: so the time is linear in any case.
TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
ODD = re.compile("[\x00\ud800-\udfff]")

Form = TypeVar("Form", bound=BaseModel)


def json_body(request: HttpRequest) -> Any:
    """Return a request's JSON; raises Problem 400 for what is none, 413 for too much, 415 for another form."""
    media_type = request.content_type or JSON
    if media_type != JSON and not media_type.endswith("+json"):
        raise Problem(415, _("Send JSON, with the header “Content-Type: application/json”."))
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Problem(415, _("Compressed bodies are not understood: send the JSON as it is."))
    if request.content_params and request.content_params.get("charset", "utf-8").lower() not in (
        "utf-8",
        "utf8",
    ):
        raise Problem(415, _("JSON is written in UTF-8."))
    return parsed(raw_body(request))


def raw_body(request: HttpRequest) -> bytes:
    """Return a request's body; raises Problem 413 for too much, before it is read, 400 for a part of one."""
    try:
        return request.body
    except RequestDataTooBig:
        raise _too_big() from None
    except UnreadablePostError:
        raise Problem(400, _("The body broke off.")) from None


def parsed(raw: bytes) -> Any:
    """Return JSON as Python has it; raises Problem 400, 413 for more than MOST_VALUES members.

    Refused beside what is no JSON at all: names that stand twice, numbers without an end, half a character, NUL, and
    nesting deeper than DEEPEST.
    """
    if not raw.strip():
        raise _not_json(_("The body is empty."))
    frame = TEXT.sub(b'""', raw)
    if sum(map(frame.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise Problem(413, _("The JSON has more than %(most)s values.") % {"most": MOST_VALUES})
    if _depth(frame) > DEEPEST:
        raise _not_json(_("The JSON is nested deeper than %(depth)s levels.") % {"depth": DEEPEST})
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
        body = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number, parse_int=_whole
        )
    except UnicodeDecodeError:
        raise _not_json(_("The body is not UTF-8.")) from None
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise _not_json(_("The body is no JSON: line %(line)s, column %(column)s.") % place) from None
    except ValueError as error:
        raise _not_json(str(error)) from None
    _refuse_odd_characters(body)
    return body


def understood(form: type[Form], body: Any) -> Form:
    """Return a body as a form of it; raises Problem 400 that names every mistake and its place."""
    try:
        return form.model_validate(body)
    except ValidationError as error:
        raise unprocessed(mistakes_of(error)) from None


def mistakes_of(error: ValidationError) -> list[Mistake]:
    """Return what Pydantic found, in the language of the one who asks."""
    return [
        Mistake(
            ["body", *found["loc"]], found["type"], _words(found["type"], found["msg"], found.get("ctx", {}))
        )
        for found in error.errors(include_url=False, include_input=False)[:LONGEST_SHOWN]
    ]


def unprocessed(mistakes: Iterable[Mistake]) -> Problem:
    """Return the problem of a body that is JSON and not what is asked for."""
    found = list(mistakes)
    return Problem(400, " ".join(dict.fromkeys(_sentence(mistake) for mistake in found)), found)


def _sentence(mistake: Mistake) -> str:
    place = ".".join(str(part) for part in mistake.loc[1:])
    return f"{place}: {mistake.msg}" if place else mistake.msg


def _words(kind: str, message: str, context: dict[str, Any]) -> str:
    """Return a sentence for the commonest of Pydantic's findings, its own English one for the rest."""
    sentences = {
        "missing": _("This is needed."),
        "extra_forbidden": _("There is no such member."),
        "string_type": _("This must be a text."),
        "bool_type": _("This must be true or false."),
        "bool_parsing": _("This must be true or false."),
        "int_type": _("This must be a whole number."),
        "int_parsing": _("This must be a whole number."),
        "list_type": _("This must be a list."),
        "dict_type": _("This must be an object."),
        "model_type": _("This must be an object."),
        "model_attributes_type": _("This must be an object."),
    }
    return sentences.get(kind, message)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = Counter(name for name, _value in pairs).most_common(1)[0][0]
        raise ValueError(
            _("The name “%(name)s” stands twice in one object.") % {"name": twice[:LONGEST_SHOWN]}
        )
    return made


def _constant(name: str) -> Any:
    raise ValueError(_("“%(name)s” is no JSON.") % {"name": name})


def _number(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(_("The number %(text)s is too great.") % {"text": text[:LONGEST_SHOWN]})
    return number


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(_("The number %(text)s is too great.") % {"text": text[:LONGEST_SHOWN]})
    return int(text)


def _depth(frame: bytes) -> int:
    """Return how deep brackets are nested, up to one more than DEEPEST; the parser itself would overflow."""
    deepest = depth = 0
    for byte in frame.translate(None, delete=NOT_BRACKETS):
        depth += 1 if byte in b"[{" else -1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def _refuse_odd_characters(body: Any) -> None:
    """Raise Problem 400 for what no database can keep: NUL and halves of characters."""
    todo = [body]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo.extend(value.keys())
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, str) and ODD.search(value):
            raise _not_json(_("A text holds a NUL character or half of a character."))


def _not_json(sentence: str) -> Problem:
    return Problem(400, sentence, [Mistake(["body"], "json", sentence)])


def _too_big() -> Problem:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return Problem(413, _("The body is greater than %(most)s MB.") % {"most": most})
