"""The requests and responses in docs/http-examples: one pair of files for each service and type, as the API answers now.

`make http-examples` writes them anew; what has changed of the contract is then seen as a diff.
"""

import difflib
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import factory.random
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import Storage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from freezegun import freeze_time
from wagtail.models import Page, Revision

from home.models import HomePage
from restapi.dispatch import service_at
from restapi.services.registry import SERVICES
from restapi.telling.numbering import number_changes
from tests.factories import FACTORIES, DocumentFactory, PictureFactory, make_tree
from tests.restapi import contract
from tests.restapi.http_examples.examples import EXAMPLES, PASSWORD, Place
from tests.restapi.http_examples.normalising import Names
from tests.restapi.http_examples.recording import Wire
from tests.restapi.town import make_town
from tests.worlds import Worlds

FOLDER = Path(settings.BASE_DIR) / "docs" / "http-examples"
RENEWED = bool(os.environ.get("RENEW_HTTP_EXAMPLES"))
NOW = "2026-11-20T09:00:00+00:00"
STEM = "3c9d5e0b7a614f28b1d6e4a09f87c253"  # of pictures' files, whose names are made up otherwise

Asked = set[tuple[str, str]]

pytestmark = pytest.mark.django_db


def answering(asked: Asked) -> Any:
    """Return what answers in the place of the dispatcher: it is held to the contract, and notes which service it was."""
    respond = contract.held_to_contract()

    def answer(address: str, page: Page, request: HttpRequest) -> HttpResponse:
        response = respond(address, page, request)
        service, _segments = service_at(address, page.specific_class or Page, str(request.method))
        asked.add((service.template, service.method))
        return response

    return answer


def numbered_name() -> Callable[[Storage, str, str], str]:
    """Return what gives a file another name where its own is taken, without chance."""
    numbers = count(1)
    return lambda _storage, root, ending: f"{root}-{next(numbers)}{ending}"


def number_rows_anew() -> None:
    """Let every table number its next row as if no earlier test had made and taken back any."""
    models = apps.get_models()
    if connection.vendor == "postgresql":
        statements = connection.ops.sequence_reset_sql(no_style(), models)
    else:
        sequences = [{"table": model._meta.db_table, "column": None} for model in models]
        statements = connection.ops.sequence_reset_by_name_sql(no_style(), sequences)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def make_place() -> Place:
    """Make the town; nothing in it depends on what other tests have made."""
    number_rows_anew()
    factories: list[Any] = [*FACTORIES.values(), PictureFactory]
    for each in factories:
        each.reset_sequence(0, force=True)
    home = HomePage.objects.get()
    Page.objects.filter(pk=home.pk).update(first_published_at=None, slug="home")
    HomePage.objects.get().save_revision().publish()
    town = make_town(make_tree())
    for person in town.people.values():
        person.set_password(PASSWORD)
        person.save()
    number_changes()  # waits for a commit otherwise
    return Place(Wire(town.people.values()), town, DocumentFactory())


def known_names(place: Place) -> Names:
    """Return names for all that the town holds, in the order of the tree and of the rows."""
    pages = Page.objects.order_by("path")
    texts = [str(page.translation_key) for page in pages]
    texts += [place.wire("GET", page.url, user=place.admin).content.decode() for page in place.tree.pages]
    texts += [f"/admin/pages/{page.pk}" for page in pages]
    texts += [f"/@history/{pk}" for pk in Revision.objects.order_by("pk").values_list("pk", flat=True)]
    return Names(texts)


@pytest.fixture(scope="module")
def written(worlds: Worlds, django_db_blocker: Any) -> tuple[dict[str, str], Asked]:
    """The texts of all files by their names, and the services that were asked."""
    files: dict[str, str] = {}
    asked: Asked = set()
    cache.clear()  # of an earlier test's renditions
    with django_db_blocker.unblock():
        worlds.leave()
    contract.described()  # types are not made of days that stand still
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=folder),
        patch("restapi.views.service_response", answering(asked)),
        patch.object(Storage, "get_alternative_name", numbered_name()),
        patch("home.pictures.intake.new_stem", return_value=STEM),
        patch("search.tallies.on_commit", lambda count: count()),
        freeze_time(NOW) as clock,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        factory.random.reseed_random("examples")
        place = make_place()
        clock.tick(timedelta(hours=1))
        names = known_names(place)
        for name, ask in EXAMPLES.items():
            cache.clear()
            with transaction.atomic():
                ask(place)
                transaction.set_rollback(True)
            own = names.copy()
            files[f"{name}.req"] = own.replaced(place.wire.last.request)
            files[f"{name}.resp"] = own.replaced(place.wire.last.response)
        transaction.set_rollback(True)
    return files, asked


def test_examples_are_what_the_api_says(written: tuple[dict[str, str], Asked]) -> None:
    files = written[0]
    if RENEWED:
        renew(files)
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.re*")}
    difference = [
        line
        for name in sorted(kept.keys() | files.keys())
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(), files.get(name, "").splitlines(), name, name, lineterm=""
        )
    ]
    assert not difference, "\n".join(["`make http-examples` writes:", *difference[:200]])


def test_every_service_and_every_type_has_an_example(written: tuple[dict[str, str], Asked]) -> None:
    asked = written[1]
    assert {(service.template, service.method) for service in SERVICES} - asked == set()
    types = {model._meta.label for model in FACTORIES}
    shown = "".join(text for name, text in written[0].items() if name.startswith("content-"))
    assert {label for label in types if f'"@type": "{label}"' in shown} == types


def renew(files: dict[str, str]) -> None:
    """Write the files, and take away those of examples that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.re*"):
        path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, "utf-8")
