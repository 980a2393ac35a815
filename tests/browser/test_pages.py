"""Every public page in a real browser, on a phone, a tablet and a desk."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The ring may stand around the element, around its stretched ::after, or around the card that holds it.
FOCUSED = """() => {
    const element = document.activeElement;
    const styles = [getComputedStyle(element), getComputedStyle(element, "::after")];
    for (let card = element.parentElement; card && card !== document.body; card = card.parentElement) {
        if (card.matches(":focus-within")) styles.push(getComputedStyle(card));
    }
    const isRing = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        name: element.tagName.toLowerCase() + " " + (element.innerText || element.name || element.className).trim(),
        isBody: element === document.body,
        isVisible: styles.some(isRing) && element.getBoundingClientRect().height > 0,
    };
}"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_are_sound(visit, addresses, width):
    window = visit(width=width)

    found = {name: window.open(path).problems for name, path in addresses.items()}

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_pages_answer_with_their_status(visit, addresses):
    window = visit()

    found = {name: window.open(path).status for name, path in addresses.items()}

    assert found == {name: 404 if name == "missing" else 200 for name in addresses}


def test_pages_work_without_javascript(visit, addresses):
    window = visit(width=360, javascript=False)
    empty = []

    for name, path in addresses.items():
        window.open(path)
        if len(window.headings) != 1 or not window.text:
            empty.append(name)

    assert empty == []


def test_search_works_without_javascript(visit, addresses):
    window = visit(javascript=False).open("/")

    field = window.page.locator("input[name=q]").first
    field.fill("деревья")
    field.press("Enter")

    assert "/search/?" in window.page.url
    assert window.page.locator(f"main a[href='{addresses['a piece of news']}']").count() > 0


def test_plan_is_filtered_without_javascript(visit, addresses):
    window = visit(javascript=False).open(addresses["plan"])
    assert "Классные часы о добровольцах" in window.text

    window.page.locator("select[name=responsible], input[name=responsible]").first.wait_for()
    window.open(f"{addresses['plan']}?responsible=Центр творчества")

    assert "Посадка деревьев у школ" in window.text
    assert "Классные часы о добровольцах" not in window.text


@pytest.mark.parametrize("name", ["home", "plan", "search"])
def test_keyboard_focus_is_visible(visit, addresses, name):
    window = visit().open(addresses[name])
    reached, invisible = 0, []

    for _press in range(30):
        window.page.keyboard.press("Tab")
        focus = window.page.evaluate(FOCUSED)
        if focus["isBody"]:
            break
        reached += 1
        if not focus["isVisible"]:
            invisible.append(focus["name"])

    assert reached >= 5
    assert invisible == []
