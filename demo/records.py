"""What the demo town is made of: frozen records with finished Russian texts and computed dates."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["authority", "school", "kindergarten", "centre", "college", "university", "partner"]


@dataclass(frozen=True, slots=True)
class Photo:
    """One illustration: `demo.pictures.draw(motif, seed)` paints it."""

    motif: str
    seed: int
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """A school, a kindergarten, a centre, an authority or a partner of the town."""

    key: str
    kind: Kind
    title: str
    full_name: str
    aliases: tuple[str, ...]
    district: str
    address: str
    phone: str
    email: str
    website: str
    lead: str
    about: tuple[str, ...]
    photo: Photo


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A hashtag in its official spelling (no «#») with a sentence on what it is for."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the post and «И. О. Фамилия»."""

    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause; it may hold bullets and sub-clauses."""

    number: str
    text: str
    bullets: tuple[str, ...] = ()
    clauses: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as officials write it, and the days it means (none when it names no days)."""

    text: str
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A row of a plan. `responsible` holds names as written: exact organisations and generic groups."""

    key: str
    number: str
    title: str
    deadline: Deadline
    responsible: tuple[str, ...]
    participants: str
    result: str
    items: tuple["PlanItem", ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSection:
    title: str
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The appendix of an order: sections of items within a period."""

    title: str
    starts: date
    ends: date
    introduction: tuple[str, ...]
    sections: tuple[PlanSection, ...]
    hashtags: tuple[str, ...]

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """All items with their sub-items, in the order of reading."""
        return tuple(
            each for section in self.sections for item in section.items for each in (item, *item.items)
        )


@dataclass(frozen=True, slots=True)
class Order:
    """A приказ with its plan."""

    key: str
    number: str
    date: date
    city: str
    authority: str  # an organisation's key
    title: str
    lead: str
    preamble: str
    clauses: tuple[Clause, ...]
    signatory: Signature
    distribution: tuple[str, ...]
    hashtags: tuple[str, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class RegulationSection:
    number: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Regulation:
    """A положение; `order` is the key of the order that approves it."""

    key: str
    event_date: date
    number: str
    date: date
    city: str
    authority: str
    order: str
    title: str
    lead: str
    sections: tuple[RegulationSection, ...]
    signatory: Signature
    hashtags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: to whom it is said («Руководителям школ:») and the numbered clauses."""

    addressee: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    number: str
    title: str
    speaker: str
    heard: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """A протокол of a meeting."""

    key: str
    number: str
    date: date
    time: str
    place: str
    city: str
    authority: str
    title: str
    lead: str
    present: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]
    signatures: tuple[Signature, ...]
    hashtags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instruction:
    """One поручение with its due date."""

    number: str
    text: str
    deadline: Deadline
    responsible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstructionList:
    """A перечень поручений."""

    key: str
    number: str
    date: date
    city: str
    authority: str
    title: str
    lead: str
    instructions: tuple[Instruction, ...]
    closing: str
    signatory: Signature
    hashtags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    key: str
    organisation: str
    title: str
    date: date
    lead: str
    body: tuple[str, ...]
    hashtags: tuple[str, ...]
    photos: tuple[Photo, ...]
    order: str = ""  # the key of the document it tells about


@dataclass(frozen=True, slots=True)
class Participants:
    pupils: int = 0
    parents: int = 0
    teachers: int = 0
    others: int = 0

    @property
    def total(self) -> int:
        return self.pupils + self.parents + self.teachers + self.others


@dataclass(frozen=True, slots=True)
class Link:
    kind: Literal["video", "publication"]
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The plan item a report answers: an order's key and the item's number in its plan."""

    order: str
    number: str


@dataclass(frozen=True, slots=True)
class Report:
    """A photo report. `hashtags` are official spellings; most also stand in the last paragraph, as typed."""

    key: str
    organisation: str
    title: str
    starts: date
    ends: date
    published: date
    place: str
    lead: str
    body: tuple[str, ...]
    participants: Participants
    organisations: tuple[str, ...]  # keys of other organisations of the town that took part
    partners: tuple[str, ...]
    sponsors: tuple[str, ...]
    links: tuple[Link, ...]
    photos: tuple[Photo, ...]
    item: ItemRef | None
    hashtags: tuple[str, ...]
    consent: str


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading (may be empty) with its paragraphs and a list."""

    heading: str
    paragraphs: tuple[str, ...]
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardPage:
    slug: str
    title: str
    lead: str
    sections: tuple[PageSection, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """Everything the demo site shows on the day `today`."""

    today: date
    city: str
    title: str
    lead: str
    photo: Photo
    organisations: tuple[Organisation, ...]
    hashtags: tuple[Hashtag, ...]
    orders: tuple[Order, ...]
    regulations: tuple[Regulation, ...]
    minutes: tuple[Minutes, ...]
    instructions: tuple[InstructionList, ...]
    news: tuple[News, ...]
    reports: tuple[Report, ...]
    pages: tuple[StandardPage, ...]

    def organisation(self, key: str) -> Organisation:
        return next(each for each in self.organisations if each.key == key)

    def order(self, key: str) -> Order:
        return next(each for each in self.orders if each.key == key)
