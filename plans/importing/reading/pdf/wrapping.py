"""Lines that only wrap become one again: a line ended by hand had room for the next line's first word."""

import re
from collections import Counter
from itertools import pairwise

from plans.importing.reading.pdf.lines import Line

_SLACK = 1.0  # points
_LETTERS = re.compile(r"[^\W\d_]+")
_CLOSING = re.compile(r"[»)\].,;:!?%]")
_ADDRESS = re.compile(r"#\w|.*(?:://|www\.|@|/)")
_HYPHENATED = re.compile(r"[^\W\d_]{2,}-\Z")
_DASHED = re.compile(r"\w[-–—]\Z")
_TAIL = re.compile(r"[ьъый]|[^\W\d_]{0,3}(?:тельн|льн|ционн|онн|енн|ческ|ствен|альн|ован|аци|вани|ност)")
_MERE_ENDING = re.compile(
    r"(?:ого|ому|ыми|ый|ая|ое|ые|ых|ым|ую|ть|тся|ться|ни[яею]|ний|ци[яию]|ций|ост[ьи]|ств[аоуе]|(?:тель|ль)н\w+|нн\w+)\Z"
)
_WHOLE = re.compile(r"(?:[аеёийоуыьэюя]|[аяоеиы]м|[оеё]в|[ыиая]х)\Z")  # many words end so
_FUNCTION_WORDS = {"и", "в", "во", "с", "со", "к", "о", "об", "от", "до", "за", "из", "у", "на", "по", "не"}
_SPACE = 0.3  # of the size: not less than a space takes
_SURE_BREAKS = 3
_SUSPENDED = ("и", "или")  # «аудио- и видеозаписи»
_MANY_HYPHENS = 0.04  # of all lines: a program divides words


class Wrapping:
    """What the whole document tells about how its lines wrap."""

    def __init__(self, lines: list[Line], columns: list[tuple[tuple[Line, ...], float]]) -> None:
        """Take all lines, and those of cells with the width that they have there."""
        hyphens = sum(bool(_HYPHENATED.search(line.words[-1].text)) for line in lines)
        self._words = _whole_words(lines)
        self._divides_words = hyphens > _MANY_HYPHENS * len(lines) and hyphens > 2
        self._prints_spaces = sum(line.ends_with_space for line in lines) > 0.2 * len(lines)
        sure = sum(
            self._is_surely_broken(line, following, width)
            for column, width in columns
            for line, following in pairwise(column)
        )
        self._breaks_words = sure >= _SURE_BREAKS

    def wraps(self, line: Line, following: Line, width: float) -> bool:
        """Tell whether the next line's first word had no room in a line of this width."""
        space = 0.25 * line.size
        has_no_room = line.width + space + following.words[0].width > width - _SLACK
        return has_no_room and not self._is_ended(line, following, width)

    def _is_ended(self, line: Line, following: Line, width: float) -> bool:
        """Programs that print the space at which a line wraps print none where it was ended by hand."""
        if not self._prints_spaces or line.ends_with_space or line.words[-1].text[-1] in "-–—/":
            return False
        is_aligned = abs(line.x0 - following.x0) < _SLACK  # lines in the middle have no such spaces
        if _CLOSING.match(following.words[0].text) or not is_aligned:
            return False
        has_room = line.width + _SPACE * line.size < width - _SLACK
        return has_room and not _may_be_broken(line, following, width)

    def text(self, lines: tuple[Line, ...], width: float) -> str:
        """Return the lines of a cell as text; lines that were ended by hand stay lines."""
        text = lines[0].plain_text if lines else ""
        gaps = [below.top - above.bottom for above, below in pairwise(lines)]
        usual = min((gap for gap in gaps if gap > -_SLACK * 5), default=0.0)  # else a page has ended between
        for line, following in pairwise(lines):
            is_far = following.top - line.bottom > usual + 0.35 * line.size
            if self.wraps(line, following, width) and not is_far:
                text = self.joined(text, line, following, width)
            else:
                text += "\n" + following.plain_text
        return text

    def joined(self, text: str, line: Line, following: Line, width: float) -> str:
        """Return the text, whose last line is `line`, with the next line after it."""
        return (
            text.removesuffix("-") + following.plain_text
            if self._is_divided(line, following)
            else (text + self._glue(line, following, width) + following.plain_text)
        )

    def _glue(self, line: Line, following: Line, width: float) -> str:
        last, first = line.words[-1].text, following.words[0].text
        if _DASHED.search(last) and first not in _SUSPENDED:
            return ""
        is_whole = line.ends_with_space or not self._is_broken(line, following, width)
        return " " if is_whole and not _CLOSING.match(first) else ""

    def _is_divided(self, line: Line, following: Line) -> bool:
        """«меро-» «приятие» is one word, «план-» «график» keeps its hyphen."""
        last, first = line.words[-1].text, following.words[0].text
        if not _HYPHENATED.search(last) or not first[:1].islower() or first in _SUSPENDED:
            return False
        whole, hyphenated = _bare(last[:-1] + first), _bare(last + first)
        if self._words[whole] != self._words[hyphenated]:
            return self._words[whole] > self._words[hyphenated]
        return self._divides_words

    def _is_broken(self, line: Line, following: Line, width: float) -> bool:
        """A word wider than its column is broken without a hyphen, where no letter has room any more."""
        if not _may_be_broken(line, following, width):
            return False
        word, rest = line.words[-1].text, following.words[0].text
        if _ADDRESS.match(word) or self._is_surely_broken(line, following, width):
            return True
        return self._is_one(_bare(word), _bare(rest))

    def _is_surely_broken(self, line: Line, following: Line, width: float) -> bool:
        """A space that had room would have been printed."""
        has_room = line.width + _SPACE * line.size < width - _SLACK
        is_open = self._prints_spaces and not line.ends_with_space
        return is_open and has_room and _may_be_broken(line, following, width)

    def _is_one(self, word: str, rest: str) -> bool:
        """Judge by the document's other words, then by letters."""
        whole = word + rest
        if len(rest) == 1 and rest not in _FUNCTION_WORDS:
            return self._breaks_words
        if self._words[whole] or self._words[word]:
            return self._words[whole] > 0
        if any(other.startswith(whole[: len(word) + 2]) for other in self._words):
            return True
        if self._prints_spaces and _MERE_ENDING.match(rest):
            return True
        if not self._breaks_words or (len(rest) > 3 and self._words[rest]):
            return False
        if rest in _FUNCTION_WORDS:
            return not _WHOLE.search(word)
        return len(rest) < 6 or bool(_TAIL.match(rest)) or not _WHOLE.search(word)


def _may_be_broken(line: Line, following: Line, width: float) -> bool:
    word, rest = line.words[-1], following.words[0]
    is_full = word.width + rest.first_width > width - _SLACK
    if len(line.words) > 1 or not is_full or word.width + rest.width < width:
        return False
    return bool(_ADDRESS.match(word.text)) or (word.text[-1].isalpha() and rest.text[0].islower())


def _whole_words(lines: list[Line]) -> Counter[str]:
    """Return the words that are no parts of broken ones: such begin in a line that has nothing else."""
    found: Counter[str] = Counter()
    is_broken = False
    for line in lines:
        is_lone = len(line.words) == 1 and not line.ends_with_space
        words = line.words[1:] if is_broken else line.words
        found.update(_bare(word.text) for word in words if not is_lone)
        is_broken = is_lone
    return found


def _bare(word: str) -> str:
    return "".join(_LETTERS.findall(word.casefold()))
