"""Asks the API all that its document allows, and much that it forbids: `make api-fuzz` for long, `make test` briefly."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from wagtail.models import Page

from restapi.access import logins
from tests.restapi.contract import described
from tests.restapi.town import ADMINISTRATOR, ANONYMOUS, SCHOOL, Town

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")

# So many questions for each operation, the same number of good and of bad ones.
EXAMPLES = int(os.environ.get("API_FUZZ_EXAMPLES", "2"))
ONLY = os.environ.get("API_FUZZ_ONLY", "")

# What the document cannot say, by status:
# 400: a page, a picture, an operation of the search, a day that exists by its form and not in fact;
# 403: the right form from whom has no right; 404: a page or a thing that is not there; 409: a state that forbids it;
# 410: a cursor that is not kept; 412: a version that nobody has; 413: a file that is announced as larger than the
# installation's settings allow; 422: a key that was used for another request.
ACCEPTED = ["2xx", "304", "400", "401", "403", "404", "409", "410", "412", "413", "422"]
# A good question that changes nothing must be answered: what is left of 400 is a matter of one parameter.
REFUSED = ["400", "401", "403", "404", "405", "409", "410", "412", "413", "415", "422"]
CONFIG: dict[str, Any] = {
    "generation": {"allow-x00": False},
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ACCEPTED},
        "negative_data_rejection": {"expected-statuses": REFUSED},
    },
    # It asks again without a credential, when the page is gone.
    "operations": [{"include-method": "DELETE", "checks": {"ignored_auth": {"enabled": False}}}],
}


@pytest.fixture
def connected() -> Iterator[None]:
    """The server must not close the connection that the test's transaction is on."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.api_fuzz
@pytest.mark.once
@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("methods", ["get", "post patch delete"])
@pytest.mark.parametrize("role", [ANONYMOUS, SCHOOL, ADMINISTRATOR])
def test_the_api_does_what_its_document_says(town: Town, role: str, methods: str) -> None:
    schema = schemathesis.openapi.from_dict(described(), config=SchemathesisConfig.from_dict(CONFIG))
    schema.app = get_wsgi_application()
    paths = [
        page.url_path.removeprefix("/home/").strip("/") for page in Page.objects.live().filter(depth__gt=2)
    ]
    failures = []
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.method not in methods.split() or ONLY not in operation.label:
            continue
        for mode in GenerationMode:
            try:
                _ask(operation, mode, town, role, paths)
            except Unsatisfiable:  # nothing that the operation could be asked wrongly
                continue
            except BaseException as failure:
                if isinstance(failure, KeyboardInterrupt):
                    raise
                failures.append(f"{operation.label} ({mode.value}): {_told(failure)}")
    assert not failures, "\n\n".join([f"{len(failures)} failures", *failures])


def _ask(operation: Any, mode: GenerationMode, town: Town, role: str, paths: list[str]) -> None:
    @settings(
        max_examples=EXAMPLES // 2 or 1,
        deadline=None,
        database=None,
        derandomize=EXAMPLES < 50,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and "path" in case.path_parameters and paths:
            case.path_parameters["path"] = paths[sum(map(ord, case.path_parameters["path"])) % len(paths)]
        with _undone():
            headers = {} if role == ANONYMOUS else {"Authorization": f"Bearer {_token(town, role)}"}
            case.call_and_validate(headers=headers)

    ask()


def _token(town: Town, role: str) -> str:
    return logins.begin(town.people[role])


@contextmanager
def _undone() -> Iterator[None]:
    """Take back what one question has changed."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _told(failure: BaseException) -> str:
    parts = getattr(failure, "exceptions", None)
    return (
        "\n".join(_told(part) for part in parts) if parts else f"{type(failure).__name__}: {failure}"[:1500]
    )
