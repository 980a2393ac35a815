"""The declared type of a body is what is taken: the document says no more and no less than this."""

from typing import Any

import orjson
from pydantic import ValidationError

from restapi.http.bodies import mistakes_of, unprocessed
from restapi.schemas.pages import write_type


def refuse_other_types(body: dict[str, Any], model: Any, *, is_new: bool) -> None:
    """Raise Problem 400 for a body that is not what the page type's schema says, such as a number for a text."""
    try:
        write_type(model, is_new).model_validate_json(
            orjson.dumps(body), strict=True, by_alias=True, by_name=False
        )
    except ValidationError as error:
        raise unprocessed(mistakes_of(error)) from None
