"""By which rule a document finds the most active organisation: weights that its editor sets, the defaults beside them."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from home.models import BasePage
from plans.kinds import DocumentKind

MOST_POINTS = 1000


def _number(
    name: Any, default: int, help_text: Any = "", *, least: int = 0
) -> models.PositiveSmallIntegerField[int, int]:
    """Return a field for a whole number up to `MOST_POINTS`."""
    limits = [MinValueValidator(least), MaxValueValidator(MOST_POINTS)]
    return models.PositiveSmallIntegerField(name, default=default, validators=limits, help_text=help_text)


class RatedDocument(BasePage):
    """A document after whose event the most active organisations are found; a weight of 0 counts nothing."""

    kind: str  # the document's own field

    rating_until = models.DateField(
        _("итоги подводятся"),
        null=True,
        blank=True,
        help_text=_(
            "Считаются отчёты, опубликованные по этот день включительно; потом рейтинг больше не меняется. "
            "Пусто — рейтинг не закрывается."
        ),
    )
    rating_on_time = _number(_("за отчёт, присланный в срок"), 5, _("Обычно 5. 0 — не считается."))
    rating_late = _number(_("за отчёт, присланный позже"), 2, _("Обычно 2."))
    rating_participants = _number(
        _("за участников"), 1, _("Сколько баллов за каждую полную группу. Обычно 1.")
    )
    rating_group = _number(
        _("сколько участников в группе"), 10, _("Обычно 10: балл за каждые 10 участников."), least=1
    )
    rating_participants_most = _number(
        _("за участников не больше"), 10, _("За один отчёт. Обычно 10; 0 — без ограничения.")
    )
    rating_partner = _number(_("за партнёра или спонсора"), 2, _("За каждого. Обычно 2."))
    rating_link = _number(_("за публикацию или видео"), 1, _("За каждую ссылку. Обычно 1."))
    rating_picture = _number(_("за фотографию"), 1, _("За каждую. Обычно 1."))
    rating_pictures_most = _number(
        _("за фотографии не больше"), 5, _("За один отчёт. Обычно 5; 0 — без ограничения.")
    )

    class Meta:
        abstract = True

    @property
    def has_rating(self) -> bool:
        """Whether a rating belongs to the document: to every regulation, and to whatever names a closing date."""
        return bool(self.rating_until) or self.kind == DocumentKind.REGULATION


RATING_PANEL = MultiFieldPanel(
    [
        FieldPanel("rating_until"),
        FieldRowPanel([FieldPanel("rating_on_time"), FieldPanel("rating_late")]),
        FieldRowPanel(
            [
                FieldPanel("rating_participants"),
                FieldPanel("rating_group"),
                FieldPanel("rating_participants_most"),
            ]
        ),
        FieldRowPanel([FieldPanel("rating_partner"), FieldPanel("rating_link")]),
        FieldRowPanel([FieldPanel("rating_picture"), FieldPanel("rating_pictures_most")]),
    ],
    heading=_("Рейтинг"),
    classname="collapsed",
)
RATING_FIELDS = [APIField(field.name, writable=True) for field in RatedDocument._meta.local_fields]
