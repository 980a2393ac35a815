"""The year that a plan's dates without a year belong to."""

import re

_SCHOOL_YEAR = re.compile(
    r"(?<!\d)(20\d\d)\s?[/–—-]\s?(?:20)?(\d\d)(?!\d)(?=\s*(?:г\.?\s*)?(?:учебн|уч\b|уч\.))", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<!\d)(20\d\d)/(?:20)?(\d\d)(?!\d)")
_SEVERAL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[–—-]\s?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d№/.-])(20\d\d|199\d)(?!\d|[/-]\d)")
_DATE_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.(20\d\d)(?!\d)|(?:^|\W)[а-яё]{3,8}\.? (20\d\d)(?!\d)")


def school_year(text: str) -> str | None:
    """Return «2023/2024» where the text names a year of study."""
    match = _SCHOOL_YEAR.search(text) or _SLASHED.search(text)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    return f"{match[1]}/{int(match[1]) + 1}"


def context_year(titles: list[str], rows: list[str]) -> str | None:
    """Return the year, year of study or years of a plan: from its titles, else from the full dates in its rows."""
    for title in titles:
        found = _in_title(title)
        if found:
            return found
    years = {year for row in rows for pair in _DATE_YEAR.findall(row) for year in pair if year}
    return years.pop() if len(years) == 1 else None


def _in_title(title: str) -> str | None:
    school = school_year(title)
    if school:
        return school
    several = _SEVERAL.search(title)
    if several:
        return f"{several[1]}-{several[2]}"
    dates = re.findall(r"\d{1,2}\.\d{1,2}\.(20\d\d)", title)
    years = set(_YEAR.findall(title)) | set(dates)
    return years.pop() if len(years) == 1 else None
