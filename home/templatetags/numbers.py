"""Numbers as Russian writes them: thousands apart, the right word after them."""

from django import template

register = template.Library()

NARROW_SPACE = "\u202f"


@register.filter
def spaced(number: int | None) -> str:
    """Return «12 345» with narrow spaces that do not break; four digits stay together, as in print."""
    if number is None:
        return ""
    return f"{number:,}".replace(",", NARROW_SPACE) if abs(number) >= 10_000 else str(number)


@register.filter
def plural(number: int, forms: str) -> str:
    """Return the form that follows the number, of «публикация,публикации,публикаций»."""
    one, few, many = forms.split(",")
    number = abs(number)
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else many


@register.filter
def counted(number: int, forms: str) -> str:
    """Return the number with its word: «5 публикаций»."""
    return f"{spaced(number)}\u00a0{plural(number, forms)}"


@register.filter
def less(number: int, taken: int) -> int:
    """Return what is left of the number: «и ещё 34»."""
    return number - taken
