"""Fields that documents and plans have alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def official_title_field() -> models.TextField[str, str]:
    """Return the field for a title as the document prints it; a page's own title ends at 255 characters."""
    return models.TextField(
        _("полное название"),
        blank=True,
        help_text=_("Как в документе, если оно длиннее 255 знаков. Пусто — значит, такое же, как заголовок."),
    )


def district_field() -> models.CharField[str, str]:
    """Return the field for the district whose organisations a plan means by «все школы»."""
    return models.CharField(
        _("район"),
        max_length=120,
        blank=True,
        help_text=_(
            "Чьи организации имеются в виду, когда названы все: «общеобразовательные организации». "
            "Как у самих организаций; пусто — все организации сайта."
        ),
    )


def execution_field() -> models.BooleanField[bool, bool]:
    """Return the field by which an authority shows everybody who has done what."""
    return models.BooleanField(
        _("показывать всем, кто что выполнил"),
        default=False,
        help_text=_(
            "Ход выполнения, сводный отчёт и рейтинг. Иначе их видят только те, кто меняет документ."
        ),
    )
