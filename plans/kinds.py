"""Kinds of official documents, by the words of the field."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document calls itself."""

    ORDER = "order", _("Приказ")
    DIRECTIVE = "directive", _("Распоряжение")
    INSTRUCTIONS = "instructions", _("Перечень поручений")
    PROTOCOL = "protocol", _("Протокол")
    REGULATION = "regulation", _("Положение")
    PLAN = "plan", _("План")
    SCHEDULE = "schedule", _("План-график")
    ROADMAP = "roadmap", _("Дорожная карта")
    LETTER = "letter", _("Письмо")
    REPORT = "report", _("Отчёт")
    ANNOUNCEMENT = "announcement", _("Объявление")
    OTHER = "other", _("Документ")


class DeadlineKind(models.TextChoices):
    """What a deadline's text means."""

    EXACT_DAY = "exact_day", _("день")
    RANGE = "range", _("период")
    UNTIL = "until", _("до дня")
    MONTHS = "months", _("месяцы")
    MONTHS_AND_YEAR = "months+all_year", _("месяцы, далее весь год")
    QUARTER = "quarter", _("квартал")
    MULTI = "multi", _("несколько периодов")
    RECURRING = "recurring", _("повторяется")
    ALL_YEAR = "all_year", _("весь год")
    CONTINUOUS = "continuous", _("постоянно")
    SEPARATE_PLAN = "separate_plan", _("по отдельному плану")
    RELATIVE = "relative", _("относительно другого срока")
