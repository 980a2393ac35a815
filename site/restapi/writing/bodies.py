"""Bodies that need not be sent."""

from typing import TypeVar

from pydantic import BaseModel

from restapi.services.registry import Call

Form = TypeVar("Form", bound=BaseModel)


def read_or_empty(call: Call, form: type[Form]) -> Form:
    """Return the request's JSON as a form of it, an empty form where nothing was sent; raises Problem 400."""
    length = call.request.META.get("CONTENT_LENGTH")
    return form() if length in (None, "", "0") else call.read(form)
