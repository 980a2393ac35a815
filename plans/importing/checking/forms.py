"""Forms of the import: what to upload and where to, and one for each part of a document that can be mended."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.validators import RegexValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from plans.importing.checking.mending import (
    Node,
    node_at,
    understood_anew,
    with_item_changed,
    with_node,
    with_year,
)
from plans.importing.parsed import Clause, Item, ParsedDocument, Plan, Section
from plans.importing.reading import SUFFIXES
from plans.kinds import DocumentKind
from plans.models import OrderIndexPage

MOST_FILES = 20
# What calls itself .doc may be a page of HTML; the reader says so where it is not.
TAKEN = (*SUFFIXES, ".doc", ".rtf")
_PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body>{}</body></html>'
_YEAR = RegexValidator(r"^(?:20\d\d)(?:[/-]20\d\d)?$", _("Год пишется «2026», учебный год — «2025/2026»."))


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A field for several files, each of which is checked."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files; raises ValidationError for one that cannot be a document."""
        files = data if isinstance(data, list) else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_g("За один раз можно загрузить не больше %d файлов.") % MOST_FILES)
        return [self._checked(super(ManyFilesField, self).clean(file, initial)) for file in files]

    def _checked(self, file: UploadedFile) -> UploadedFile:
        limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        if Path(file.name or "").suffix.lower() not in TAKEN:
            raise forms.ValidationError(
                _g("«%(name)s»: такие файлы не читаются. Подойдут %(suffixes)s.")
                % {"name": file.name, "suffixes": ", ".join(SUFFIXES)}
            )
        if (file.size or 0) > limit:
            raise forms.ValidationError(
                _g("«%(name)s» больше %(limit)s.") % {"name": file.name, "limit": filesizeformat(limit)}
            )
        return file


class SectionField(forms.ModelChoiceField):
    """The section of documents that pages go to."""

    def label_from_instance(self, section: Any) -> str:
        """Name the section, with its site's home page where there are several."""
        return str(section.title)


class UploadForm(forms.Form):
    """Files or a pasted text, and the section that their pages go to."""

    documents = ManyFilesField(
        label=_("Файлы"),
        widget=ManyFilesInput(attrs={"accept": ",".join(TAKEN)}),
        required=False,
        error_messages={"empty": _("Файл пуст.")},
    )
    pasted = forms.CharField(
        label=_("или вставьте текст или таблицу из Word"),
        required=False,
        max_length=2_000_000,
        widget=_lines(3),
    )
    # What the clipboard holds beside the text: it has the table's cells, where the text has lost them.
    pasted_html = forms.CharField(required=False, max_length=10_000_000, widget=forms.HiddenInput())
    section = SectionField(OrderIndexPage.objects.none(), label=_("Раздел"), empty_label=None)

    def __init__(self, *args: Any, sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        assert isinstance(field, SectionField)
        field.queryset = sections
        if len(sections) == 1:
            field.initial = sections[0]
            field.widget = field.hidden_widget()

    def clean(self) -> dict[str, Any]:
        """Ask for something to read."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("documents") and not cleaned.get("pasted"):
            self.add_error("documents", _g("Выберите файл."))
        return cleaned

    @property
    def files_to_read(self) -> list[UploadedFile]:
        """The files, and what was pasted as one more."""
        files: list[UploadedFile] = list(self.cleaned_data["documents"])
        html, text = self.cleaned_data["pasted_html"], self.cleaned_data["pasted"]
        if text and "<table" in html:
            files.append(SimpleUploadedFile(_g("Вставка.html"), _PAGE.format(html).encode()))
        elif text:
            files.append(SimpleUploadedFile(_g("Вставка.txt"), text.encode()))
        return files


class RequisitesForm(forms.Form):
    """What identifies a document."""

    kind = forms.ChoiceField(
        label=_("Вид"), choices=[("", _("не определён")), *DocumentKind.choices], required=False
    )
    number = forms.CharField(label=_("Номер"), max_length=60, required=False)
    date = forms.DateField(
        label=_("Дата"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    city = forms.CharField(label=_("Город"), max_length=120, required=False)
    school_year = forms.CharField(label=_("Учебный год"), required=False, validators=[_YEAR])
    title = forms.CharField(label=_("Заголовок"), widget=_lines(3), required=False)
    authority = forms.CharField(label=_("Кем издан"), widget=_lines(2), required=False)

    NAMES = ("kind", "number", "date", "city", "school_year", "title", "authority")

    @classmethod
    def initial_of(cls, document: ParsedDocument) -> dict[str, Any]:
        """Return what the document says."""
        return {name: getattr(document, name) for name in cls.NAMES}

    def applied_to(self, document: ParsedDocument) -> ParsedDocument:
        """Return the document with these requisites; deadlines follow another school year; general doubts are settled."""
        changed: dict[str, Any] = {name: self.cleaned_data[name] or None for name in self.NAMES}
        year = changed["school_year"]
        plans = document.plans
        if year != document.school_year:
            plans = tuple(
                plan if plan.context_year else with_year(plan, plan.context_year, year) for plan in plans
            )
        return understood_anew(replace(document, **changed, plans=plans), document)


class NodeForm(forms.Form):
    """What of a part of the document can be mended."""

    @classmethod
    def initial_of(cls, node: Any) -> dict[str, Any]:
        """Return what the node says now."""
        return {name: getattr(node, name) or "" for name in cls.base_fields}

    def applied_to(self, document: ParsedDocument, path: str) -> ParsedDocument:
        """Return the document with the node as the form has it."""
        node: Any = node_at(document, path)
        return with_node(document, path, replace(node, **self.cleaned_data))


class ItemForm(NodeForm):
    """An item of a plan."""

    number = forms.CharField(label=_("№"), required=False, max_length=20)
    title = forms.CharField(label=_("Мероприятие"), widget=_lines(3))
    deadline = forms.CharField(label=_("Срок"), widget=_lines(2), required=False)
    responsible = forms.CharField(
        label=_("Ответственные"), widget=_lines(3), required=False, help_text=_("Каждый с новой строки.")
    )
    place = forms.CharField(label=_("Место"), required=False)
    participants = forms.CharField(label=_("Участники"), widget=_lines(2), required=False)
    expected_results = forms.CharField(label=_("Ожидаемый результат"), widget=_lines(2), required=False)

    @classmethod
    def initial_of(cls, node: Item) -> dict[str, Any]:
        """Return the item's texts, a party a line."""
        texts = super().initial_of(node)
        return texts | {
            "deadline": node.deadline.text if node.deadline else "",
            "responsible": "\n".join(node.responsible),
        }

    def applied_to(self, document: ParsedDocument, path: str) -> ParsedDocument:
        """Return the document with the item changed and understood anew."""
        return with_item_changed(document, path, **self.cleaned_data)


class SectionForm(NodeForm):
    """A heading in a plan."""

    title = forms.CharField(label=_("Заголовок раздела"), widget=_lines(2), required=False)


class ClauseForm(NodeForm):
    """A clause of the text."""

    number = forms.CharField(label=_("№"), required=False, max_length=20)
    text = forms.CharField(label=_("Текст"), widget=_lines(5))

    def applied_to(self, document: ParsedDocument, path: str) -> ParsedDocument:
        """Return the document with the clause changed; what it says of deadlines and of the event is understood anew."""
        return understood_anew(super().applied_to(document, path), document)


class PlanForm(NodeForm):
    """A plan's own facts."""

    title = forms.CharField(label=_("Название плана"), widget=_lines(3))
    appendix_number = forms.CharField(label=_("Номер приложения"), required=False, max_length=20)
    context_year = forms.CharField(
        label=_("Год или учебный год"),
        required=False,
        validators=[_YEAR],
        help_text=_("По нему понимаются сроки, в которых год не назван."),
    )

    def applied_to(self, document: ParsedDocument, path: str) -> ParsedDocument:
        """Return the document with the plan renamed; its deadlines follow its year."""
        plan: Any = node_at(document, path)
        facts = dict(self.cleaned_data)
        year = facts.pop("context_year") or None
        if year != plan.context_year:
            plan = with_year(plan, year, document.school_year)
        return with_node(document, path, replace(plan, **facts))


_FORMS: dict[type, type[NodeForm]] = {
    Item: ItemForm,
    Section: SectionForm,
    Clause: ClauseForm,
    Plan: PlanForm,
}


def form_for(node: Node) -> type[NodeForm]:
    """Return the form by which a node is mended."""
    return _FORMS[type(node)]
