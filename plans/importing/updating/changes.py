"""What a new edition of a document changes on its pages, item by item, for the person who decides."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from home.templatetags.numbers import plural


@dataclass(frozen=True)
class FieldChange:
    """What a field said and what it says now, for people; of a long text the lines that differ."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ItemChange:
    """An item of a plan with what changes in it; one that comes or goes has no fields."""

    plan: str
    number: str
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class PageChange:
    """A page of the document: its own text and requisites, its sections, the order of its items."""

    title: str
    page_id: int | None = None
    fields: tuple[FieldChange, ...] = ()
    overwritten: tuple[str, ...] = ()
    """What editors had written and the new edition says otherwise."""
    is_new: bool = False
    is_missing: bool = False
    """An appendix that the new edition does not have; it stays."""
    has_draft: bool = False
    """The public page has changes that nobody has published yet; they go into the new draft."""

    @property
    def is_empty(self) -> bool:
        """Whether the page itself stays as it is, whatever happens to its items."""
        return not (self.fields or self.is_new)

    @property
    def notes(self) -> list[str]:
        """Sentences about editors' work on the page."""
        sentences = []
        if self.overwritten:
            sentences.append(
                _(
                    "На странице «%(title)s» были правки: %(what)s. Их заменяет новая редакция, они остались в истории."
                )
                % {"title": self.title, "what": ", ".join(self.overwritten)}
            )
        if self.has_draft:
            sentences.append(
                _("На странице «%s» есть неопубликованные правки: они войдут в новый черновик.") % self.title
            )
        if self.is_missing:
            sentences.append(_("Приложения «%s» в новой редакции нет: его страница оставлена.") % self.title)
        return sentences


@dataclass(frozen=True)
class Changes:
    """All of it. Each item is named once: one with another deadline as moved, whatever else changes in it."""

    moved: tuple[ItemChange, ...] = ()
    """Another deadline."""
    changed: tuple[ItemChange, ...] = ()
    """Other words, or another section."""
    renumbered: tuple[ItemChange, ...] = ()
    """Only another number."""
    added: tuple[ItemChange, ...] = ()
    vanished: tuple[ItemChange, ...] = ()
    """No longer in the document, and taken off the plan."""
    kept: tuple[ItemChange, ...] = ()
    """No longer in the document, but reports answer them: they stay with a mark."""
    pages: tuple[PageChange, ...] = ()

    @classmethod
    def joined(cls, several: Iterable["Changes"]) -> "Changes":
        """Return the changes of several pages as one."""
        several = list(several)
        return cls(
            **{each.name: sum((getattr(one, each.name) for one in several), ()) for each in fields(cls)}
        )

    @property
    def is_empty(self) -> bool:
        """Whether the pages say already what the document says."""
        items = (self.moved, self.changed, self.renumbered, self.added, self.vanished, self.kept)
        return not any(items) and all(page.is_empty for page in self.pages)

    @property
    def summary(self) -> str:
        """«3 пункта перенесены, 1 добавлен, 2 изменены, 1 исчез», «без изменений»."""
        phrases = _item_phrases(self)
        texts = [page for page in self.pages if page.fields and not page.is_new]
        if texts:
            labels = list(dict.fromkeys(change.label for page in texts for change in page.fields))
            phrases.append(_("изменено: %s") % ", ".join(labels))
        new = sum(page.is_new for page in self.pages)
        if new:
            phrases.append(f"{new} {plural(new, _('новое приложение,новых приложения,новых приложений'))}")
        return ", ".join(phrases) or _("без изменений")

    @property
    def notes(self) -> list[str]:
        """Sentences about editors' work and about appendices that stay."""
        return [note for page in self.pages for note in page.notes]


def _item_phrases(changes: Changes) -> list[str]:
    """Return «3 пункта перенесены», «1 добавлен»: only the first phrase says of what it speaks."""
    verbs = (
        (changes.moved, _("перенесён,перенесены,перенесены")),
        (changes.added, _("добавлен,добавлены,добавлены")),
        (changes.changed, _("изменён,изменены,изменены")),
        (changes.renumbered, _("с новым номером,с новым номером,с новым номером")),
        (changes.vanished, _("исчез,исчезли,исчезли")),
        (changes.kept, _("оставлен с пометкой,оставлены с пометкой,оставлены с пометкой")),
    )
    phrases: list[str] = []
    for items, forms in verbs:
        if items:
            count = len(items)
            noun = "" if phrases else plural(count, _("пункт,пункта,пунктов")) + " "
            phrases.append(f"{count} {noun}{plural(count, forms)}")
    return phrases
