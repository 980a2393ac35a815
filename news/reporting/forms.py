"""The report's form for a phone: plain fields in place of the editor's; what they say becomes a content object."""

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import OrganisationPage
from news.models import EventReportPage, ReportLink, ReportParticipants, ReportPartner
from news.reporting.story import blocks_of, text_of
from search.catalog import public_pages
from search.listings import FoldingSearchHandler

MOST_PEOPLE = 1_000_000
MOST_FOUND = 10
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CATEGORIES = {choice.value: str(choice.label) for choice in ReportParticipants.Category}


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ReportForm(forms.Form):
    """Nothing is required here: a draft may lack anything, and the page's own form says what readers need."""

    title = forms.CharField(label=_("Заголовок"), max_length=255)
    start = forms.DateField(label=_("Когда"), widget=DAY, required=False)
    end = forms.DateField(
        label=_("До какого дня"), widget=DAY, required=False, help_text=_("Если дольше одного дня.")
    )
    place = forms.CharField(label=_("Где"), max_length=250, required=False)
    story = forms.CharField(
        label=_("Что было"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Кто участвовал, что получилось, чем запомнилось. Без фамилий детей. Хэштеги найдутся сами."
        ),
    )
    pupils = _count(CATEGORIES["pupils"])
    parents = _count(CATEGORIES["parents"])
    teachers = _count(CATEGORIES["teachers"])
    others = _count(CATEGORIES["others"])
    total = _count(_("Всего"))
    organisations = forms.ModelMultipleChoiceField(
        label=_("Какие организации участвовали"),
        queryset=OrganisationPage.objects.none(),
        required=False,
    )
    organisation_words = forms.CharField(
        label=_("Найти организацию"), max_length=200, required=False, help_text=_("Слово из названия.")
    )
    consent = forms.BooleanField(label=_("Согласия людей на фотографиях собраны"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        public = OrganisationPage.objects.filter(pk__in=public_pages().values("pk"))
        self.fields["organisations"].queryset = public  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask about a total that the categories do not add up to."""
        cleaned: dict[str, Any] = super().clean() or {}
        total, counted = cleaned.get("total"), self.counted
        if total is not None and total != counted:
            message = _(
                "По категориям получается %(counted)s, а всего указано %(total)s. Исправьте, что неверно."
            )
            self.add_error("total", message % {"counted": counted, "total": total})
        return cleaned

    @property
    def offered_organisations(self) -> list[tuple[OrganisationPage, bool]]:
        """The organisations that are chosen, then those with the words that were looked for; whether each is chosen."""
        field: Any = self.fields["organisations"]
        chosen = {str(pk) for pk in self["organisations"].value() or []}
        public = field.queryset.order_by("title")
        words = str(self["organisation_words"].value() or "")
        keys = [int(pk) for pk in chosen if pk.isascii() and pk.isdigit() and len(pk) < 19]
        handler = FoldingSearchHandler(["title", "full_name", "other_names"])
        found = handler.search_queryset(public, words)[:MOST_FOUND] if words.strip() else []
        of_both = [*public.filter(pk__in=keys), *(each for each in found if each.pk not in keys)]
        return [(each, each.pk in keys) for each in of_both]

    @property
    def counted(self) -> int:
        """How many people the categories come to."""
        return sum(self.cleaned_data.get(name) or 0 for name in CATEGORIES)


class PhotoForm(forms.Form):
    """A picture of the gallery."""

    picture = forms.IntegerField(widget=forms.HiddenInput)
    caption = forms.CharField(label=_("Подпись"), max_length=250, required=False)
    alt = forms.CharField(
        label=_("Что на фото"),
        max_length=250,
        required=False,
        help_text=_("Для тех, кто его не видит: «Дети сажают яблоню у школы»."),
    )
    is_decorative = forms.BooleanField(label=_("Описание не нужно"), required=False)


class PartnerForm(forms.Form):
    """Who helped."""

    name = forms.CharField(label=_("Название"), max_length=250, required=False)
    role = forms.ChoiceField(label=_("Кто это"), choices=ReportPartner.Role.choices, required=False)


class LinkForm(forms.Form):
    """A video or a publication."""

    url = forms.URLField(label=_("Ссылка"), max_length=500, required=False, assume_scheme="https")
    title = forms.CharField(label=_("Название"), max_length=250, required=False)
    kind = forms.ChoiceField(label=_("Что это"), choices=ReportLink.Kind.choices, required=False)


Photos = forms.formset_factory(
    PhotoForm, extra=0, can_order=True, can_delete=True, max_num=60, validate_max=True
)
Partners = forms.formset_factory(PartnerForm, extra=1, max_num=40, validate_max=True)
Links = forms.formset_factory(LinkForm, extra=1, max_num=40, validate_max=True)
ROWS: dict[str, Any] = {"photos": Photos, "partners": Partners, "links": Links}


class Sheet:
    """The form with its rows, as one: what a browser sends, and what a report holds."""

    def __init__(self, report: EventReportPage, data: Any = None) -> None:
        self.report = report
        self.is_plain = text_of(report.body) is not None
        self.main = ReportForm(data, initial=_shown(report))
        self.rows = {
            name: formset(data, prefix=name, initial=_shown_rows(report, name))
            for name, formset in ROWS.items()
        }
        # The rows that were kept, as a content object has them: by their places there mistakes are named.
        self.kept: dict[str, list[forms.Form]] = {}
        self.mistakes: list[tuple[str, str]] = []
        self.is_stored = False  # whether the draft has what is right of the form

    def is_valid(self) -> bool:
        """Whether every value is of its kind."""
        valid = [self.main.is_valid(), *(formset.is_valid() for formset in self.rows.values())]
        return all(valid)

    @property
    def members(self) -> dict[str, Any]:
        """What is right of the form, as members of a content object."""
        given = self.main.cleaned_data
        members: dict[str, Any] = {
            name: given[name] for name in ("title", "place", "consent") if name in given
        }
        if given.get("start"):
            members["start"] = given["start"].isoformat()
        if "end" in given:
            members["end"] = given["end"].isoformat() if given["end"] else None
        if "organisations" in given:
            members["organisations"] = [organisation.pk for organisation in given["organisations"]]
        if self.is_plain and "story" in given:
            members |= blocks_of(given["story"])
        if all(name in given for name in CATEGORIES):
            members["participants"] = [
                {"category": name, "count": given[name]} for name in CATEGORIES if given[name]
            ]
        return members | {name: rows for name in self.rows if (rows := self._rows(name)) is not None}

    def _rows(self, name: str) -> list[dict[str, Any]] | None:
        """Return a formset's rows in their order; None where one of them is wrong: all of them stay as they were."""
        formset = self.rows[name]
        if not formset.is_valid():
            return None
        in_order = formset.ordered_forms if formset.can_order else formset.forms
        key = {"photos": "picture", "partners": "name", "links": "url"}[name]
        own = list(formset.form.base_fields)
        self.kept[name] = [row for row in in_order if row.cleaned_data.get(key)]
        return [
            {field: row.cleaned_data[field] for field in own if row.cleaned_data.get(field) not in (None, "")}
            for row in self.kept[name]
        ]


def _shown(report: EventReportPage) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for row in report.participants.all():
        counts[row.category] += row.count
    return {
        "title": report.title,
        "start": report.start,
        "end": report.end,
        "place": report.place,
        "story": text_of(report.body) or "",
        "organisations": [organisation.pk for organisation in report.organisations.all()],
        "consent": report.consent,
        **counts,
    }


def _shown_rows(report: EventReportPage, name: str) -> list[dict[str, Any]]:
    fields = list(ROWS[name].form.base_fields)
    rows = getattr(report, name).all()
    if name == "photos":
        return [{**{each: getattr(row, each) for each in fields}, "picture": row.picture_id} for row in rows]
    return [{each: getattr(row, each) for each in fields} for row in rows]
