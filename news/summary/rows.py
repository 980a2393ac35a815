"""What a summary consists of: figures, and rows by item, by organisation, by partner. Values only; nothing is asked here."""

import datetime
import uuid
from dataclasses import dataclass
from functools import cached_property

from home.templatetags.dates import date_words
from news.execution.states import State
from news.models import ReportLink, ReportPartner
from news.summary.period import Period
from news.summary.pictures import Photo


@dataclass(frozen=True)
class Organisation:
    """An organisation with a page that everybody sees."""

    uid: uuid.UUID
    title: str
    url: str


@dataclass(frozen=True)
class Figures:
    """How many there are in all. The reports are those of the period, the organisations those of the whole time."""

    reports: int
    asked: int
    reported: int
    """Of those asked, how many have reported on anything, or noted it as done."""
    categories: dict[str, int]
    """Participants by values of `ReportParticipants.Category`; all categories, in order."""
    social_partners: int
    sponsors: int
    publications: int
    videos: int
    photos: int

    @property
    def participants(self) -> int:
        """How many people took part."""
        return sum(self.categories.values())

    @property
    def silent(self) -> int:
        """How many of those asked have reported nothing at all."""
        return self.asked - self.reported


@dataclass(frozen=True)
class Note:
    """An owner's word that an item was done, with the proof's address."""

    day: datetime.date
    organisation: str
    text: str
    link: str

    @property
    def in_words(self) -> str:
        """«3 сентября 2026 г., Школа № 3: Договор подписан. https://…»."""
        head = ", ".join(filter(None, [date_words(self.day), self.organisation]))
        return " ".join(filter(None, [f"{head}:", self.text, self.link]))


@dataclass(frozen=True)
class Item:
    """What was asked, as the plan prints it, and how it was carried out."""

    uid: uuid.UUID
    label: str
    """What names it in a list: its number, else its title."""
    number: str
    is_subitem: bool
    title: str
    deadline: str
    parties: tuple[str, ...]
    url: str
    state: State
    asked: int
    done: int
    late: int
    overdue: int
    silent: tuple[Organisation, ...]
    """Who is asked and has answered nothing, where that can be done or not; none of what goes on for ever."""
    silent_state: State
    last_day: datetime.date | None
    """The last day on which it can be done in time."""
    reports: int
    participants: int
    notes: tuple[Note, ...]
    execution: str
    """All of that in words."""


@dataclass(frozen=True)
class Section:
    """A part of the plan with its heading, or a heading of several parts, without items of its own."""

    title: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class OrganisationRow:
    """What one organisation has done; `organisation` is None for reports below no page that everybody sees."""

    organisation: Organisation | None
    title: str
    reports: int
    categories: dict[str, int]
    partners: int
    links: int
    photos: int
    asked: int
    on_time: int
    late: int
    overdue: int
    """Things that it is asked for, and how they stand."""
    silent: tuple[Item, ...]
    """What it has answered nothing to."""

    @property
    def participants(self) -> int:
        """How many people took part in its events."""
        return sum(self.categories.values())

    @property
    def silent_overdue(self) -> int:
        """How many of those things should have been done by now."""
        return sum(item.silent_state is State.OVERDUE for item in self.silent)


@dataclass(frozen=True)
class PartnerRow:
    """Who helped, under its most frequent name; `roles` are values of `ReportPartner.Role`."""

    name: str
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    reports: int

    @property
    def roles_in_words(self) -> str:
        """«Социальный партнёр, Спонсор»."""
        return ", ".join(str(dict(ReportPartner.Role.choices).get(role, role)) for role in self.roles)


@dataclass(frozen=True)
class LinkRow:
    """A video or a publication, with the organisation that names it; `kind` is a value of `ReportLink.Kind`."""

    kind: str
    title: str
    url: str
    organisation: str
    day: datetime.date

    @property
    def kind_in_words(self) -> str:
        """«Видео»."""
        return str(dict(ReportLink.Kind.choices).get(self.kind, self.kind))

    @property
    def leads_somewhere(self) -> bool:
        """Whether it may be a link: of the web, and of nothing else."""
        return self.url.startswith(("https://", "http://"))


@dataclass(frozen=True)
class Summary:
    """All that page, Word file, spreadsheet and JSON say: each of them reads this and counts nothing."""

    title: str
    requisites: str
    issuer: str
    url: str
    origin: str
    """Scheme and host, for addresses in files."""
    period: Period
    made: datetime.date
    figures: Figures
    sections: tuple[Section, ...]
    organisations: tuple[OrganisationRow, ...]
    partners: tuple[PartnerRow, ...]
    links: tuple[LinkRow, ...]
    photos: tuple[Photo, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def silent(self) -> tuple[OrganisationRow, ...]:
        """Those who have answered nothing to something."""
        return tuple(row for row in self.organisations if row.silent)

    @property
    def silences(self) -> int:
        """How many answers are missing in all."""
        return sum(len(item.silent) for item in self.items)
