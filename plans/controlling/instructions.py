"""What a document instructs: the decisions of its agenda, its clauses with what stands below them."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StructValue

from plans.importing.parsing.clause_deadlines import Dating, dated_phrases
from plans.models import OrderPage
from search.text import one_line

# A clause that only says whom those below it are for: «2. Руководителям организаций:».
_ADDRESSEE = re.compile(r"(?P<who>.{3,250}):\Z")


@dataclass(frozen=True)
class Instruction:
    """One thing to be done. `uid` is made of the document's and its block's: put under control twice, it is the same."""

    uid: uuid.UUID
    section: str
    number: str
    text: str
    addressee: str = ""
    deadline: str = ""

    @property
    def is_likely(self) -> bool:
        """Whether it says who, or until when: such ones are controlled, others tell of what was heard."""
        return bool(self.addressee or self.deadline)


def instructions_of(document: OrderPage) -> list[Instruction]:
    """Return the instructions in the order of the document; blocks that were never saved have no identity and none."""
    dating = Dating(document.date, document.school_year or None)
    found = [
        instruction for block in document.body for instruction in _of_block(block, dating) if instruction
    ]
    # A copied document has the same blocks.
    return [replace(each, uid=uuid.uuid5(document.translation_key, str(each.uid))) for each in found]


def _of_block(block: Any, dating: Dating) -> Iterator[Instruction | None]:
    if block.block_type == "agenda_item":
        value: StructValue = block.value
        section = " ".join(filter(None, [value["number"], one_line(value["title"])]))
        for child in value["decisions"].bound_blocks:
            number = ".".join(filter(None, [value["number"].strip(" ."), child.value["number"].strip(" .")]))
            yield _read(child, section, number, child.value["addressee"], dating)
    elif block.block_type == "clause":
        said = _plain(block.value["text"])
        below = block.value["subclauses"].bound_blocks
        addressee = _ADDRESSEE.fullmatch(said)
        if not (addressee and below):
            yield _read(block, "", block.value["number"], "", dating)
        for child in below:
            yield _read(child, "", child.value["number"], addressee["who"] if addressee else "", dating)


def _read(child: Any, section: str, number: str, addressee: str, dating: Dating) -> Instruction | None:
    text = _plain(child.value["text"])
    if not child.id or not text:
        return None
    due = next((phrase.text for phrase, _meaning in dated_phrases(text, dating)), "")
    return Instruction(
        uuid.UUID(child.id), section, number.strip(), text, one_line(addressee).strip(" :"), due
    )


def _plain(rich_text: Any) -> str:
    """Return the words of rich text; its paragraphs are lines of one text."""
    return one_line(strip_tags(str(rich_text.source).replace("</p>", " </p>").replace("<br", " <br")))
