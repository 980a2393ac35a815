"""Single values of a body as a form's field takes them."""

from typing import Any

from django.utils.translation import gettext as _

from restapi.writing.references import Writing


def scalar(value: Any, writing: Writing) -> str:
    """Return a text or a number as a form sends it, null as an empty one; raises Problem 400 for anything else."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise writing.refusal("scalar", _("This must be a text or a number."))
    return str(value)


def token(value: Any, writing: Writing) -> str:
    """Return the same of a choice, which may come as it is read: `{token, title}`."""
    return scalar(value.get("token") if isinstance(value, dict) else value, writing)


def members(value: Any, writing: Writing) -> dict[str, Any]:
    """Return an object's members, none for null; raises Problem 400 for what is no object."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise writing.refusal("dict_type", _("This must be an object."))
    return value
