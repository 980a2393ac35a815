"""Numbers as lists print them: digits, Roman numbers, letters."""

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LARGEST = 100_000


def printed(count: int, style: str) -> str:
    """Return a count in one of Word's styles («lowerRoman», «russianLower»), in digits for an unknown one."""
    if style == "none":
        return ""
    if style in ("upperRoman", "lowerRoman") and 0 < count < _LARGEST:
        return _cased(_roman(count), style)
    if style in ("russianLower", "russianUpper", "lowerLetter", "upperLetter") and 0 < count < _LARGEST:
        return _cased(_letters(count, _RUSSIAN if style.startswith("russian") else _LATIN), style)
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _cased(text: str, style: str) -> str:
    return text.upper() if "pper" in style else text.lower()


def _letters(count: int, letters: str) -> str:
    """After the last letter come «аа», «бб»."""
    times, place = divmod(count - 1, len(letters))
    return letters[place] * min(times + 1, 9)


def _roman(count: int) -> str:
    digits = []
    for value, digit in _ROMAN:
        digits.append(digit * (count // value))
        count %= value
    return "".join(digits)
