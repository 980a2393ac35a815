"""The plugin's translations: a foreign project keeps the words of Django, Wagtail and its other applications."""

from gettext import GNUTranslations
from pathlib import Path

import django
import wagtail

import restapi

OTHERS = (Path(django.__file__).parent, Path(wagtail.__file__).parent)


def messages(catalog: Path) -> dict[object, str]:
    """Return what a compiled catalog says by what is to be said, without its head."""
    with catalog.open("rb") as file:
        said: dict[object, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {message: text for message, text in said.items() if message != ""}


def test_no_message_of_others_is_said_in_other_words() -> None:
    """Django keeps one catalog for all applications: the same message would change everywhere."""
    (own,) = Path(restapi.__file__).parent.glob("locale/ru/LC_MESSAGES/*.mo")
    ours = messages(own)
    assert len(ours) > 100
    catalogs = [path for folder in OTHERS for path in folder.rglob("locale/ru/LC_MESSAGES/django.mo")]
    assert len(catalogs) > 10
    theirs = [(message, text) for path in catalogs for message, text in messages(path).items()]
    assert [(message, text) for message, text in theirs if ours.get(message, text) != text] == []
