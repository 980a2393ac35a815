"""The document of OpenAPI, its snapshot, and the page that shows it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override

from restapi.schemas import pages
from restapi.schemas.documentation import groups
from restapi.schemas.openapi import addresses, document
from restapi.services.registry import SERVICES
from tests.restapi.contract import described

SNAPSHOT = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_document_is_the_one_that_is_committed():
    kept = json.loads(SNAPSHOT.read_text("utf-8"))
    assert described() == kept, "the contract of the API has changed; if that is meant: make openapi"


def test_the_command_prints_the_document(capsys):
    call_command("openapi")
    assert capsys.readouterr().out == SNAPSHOT.read_text("utf-8")


def test_neither_language_nor_order_makes_a_difference(monkeypatch):
    for kept in (pages.content_type, pages.write_type):
        kept.cache_clear()
    monkeypatch.setattr("restapi.schemas.openapi.SERVICES", SERVICES[::-1])
    with override("ru"):
        assert json.dumps(document()) == json.dumps(described())


def test_every_service_is_in_it():
    for service in SERVICES:
        for address in addresses(service).values():
            assert service.method.lower() in described()["paths"][address]


def test_every_reference_leads_somewhere():
    for reference in set(_references(described())):
        found: Any = described()
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def test_types_have_names_of_their_own():
    assert not [name for name in described()["components"]["schemas"] if "__" in name or ":" in name]


def test_every_operation_says_what_it_does():
    names = [operation.spec["operationId"] for group in groups(described()) for operation in group.operations]
    assert len(names) == len(set(names))
    for group in groups(described()):
        assert group.about
        for operation in group.operations:
            assert operation.spec["summary"].endswith(tuple(".;:,")) or operation.spec["summary"]


def test_a_program_gets_the_document_and_need_not_get_it_twice(client: Client):
    response = client.get("/api/openapi.json")
    assert response.json() == described()
    assert client.get("/api/openapi.json", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_people_read_the_same_without_scripts_and_foreign_files(client: Client):
    page = client.get("/api/docs/").content.decode()
    assert "<script" not in page
    assert "http://" not in page.replace("http://testserver/", "").replace("http://127.0.0.1", "")
    for group in groups(described()):
        for operation in group.operations:
            assert f'id="{operation.anchor}"' in page


def test_every_link_of_the_page_leads_to_a_place_on_it(client: Client):
    page = client.get("/api/docs/").content.decode()
    anchors = {part.partition('"')[0] for part in page.split('href="#')[1:]}
    places = {part.partition('"')[0] for part in page.split('id="')[1:]}
    assert anchors <= places


@pytest.mark.parametrize("address", ["/api/openapi.json", "/api/docs/"])
def test_the_description_is_only_read(client: Client, address):
    assert client.post(address).status_code == 405


def _references(part: Any) -> list[str]:
    if isinstance(part, list):
        return [found for each in part for found in _references(each)]
    if not isinstance(part, dict):
        return []
    own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
    return own + [found for each in part.values() for found in _references(each)]
