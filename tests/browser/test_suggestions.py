"""Suggestions under the search field, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_suggestions_are_walked_through_with_the_keys(visit, addresses):
    page = visit().open("/").page
    field = page.get_by_role("combobox").first
    field.type("посад", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    target = chosen.get_attribute("data-url")
    field.press("Enter")
    page.wait_for_url(f"**{target}")


def test_escape_closes_them_and_enter_searches_for_the_words(visit, addresses):
    page = visit().open("/").page
    field = page.get_by_role("combobox").first
    field.type("посад", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    page.wait_for_url("**/search/?q=**")


def test_open_suggestions_are_sound(visit, addresses):
    window = visit(width=360).open("/")
    window.page.get_by_role("combobox").first.type("недел", delay=20)
    expect(window.page.get_by_role("option").first).to_be_visible()
    assert window.problems == []


def test_an_answer_that_comes_too_late_opens_nothing(visit, addresses):
    page = visit().open("/").page
    field = page.get_by_role("combobox").first
    field.type("посад", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    field.type("к")
    field.press("Escape")
    page.wait_for_timeout(500)
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert field.get_attribute("aria-expanded") == "false"
