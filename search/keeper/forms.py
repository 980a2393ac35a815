"""Choosing a hashtag and the pages to put it on."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.hashtags import hashtag_key
from search.keeper.places import tagged_page_models
from search.models import CatalogEntry, Hashtag

# So many hashtags are offered while one types, and so many pages are worked on at a time.
OFFERED, MOST_PAGES = 200, 200


class HashtagForm(forms.Form):
    """What is done with which hashtag."""

    hashtag = forms.CharField(
        label=_("Хэштег"), max_length=101, widget=forms.TextInput(attrs={"list": "keeper-hashtags"})
    )
    action = forms.ChoiceField(
        label=_("Что сделать"), choices=[("add", _("Поставить")), ("remove", _("Снять"))]
    )

    def clean_hashtag(self) -> Hashtag:
        """Return the hashtag that is named in any spelling; one that is not there is made in the listing first."""
        key = hashtag_key(self.cleaned_data["hashtag"])
        hashtag = Hashtag.objects.led_to([key]).get(key)
        if hashtag is None:
            raise forms.ValidationError(_g("Такого хэштега нет. Сначала добавьте его в список хэштегов."))
        return hashtag

    @property
    def offered(self) -> list[str]:
        """The names that are offered: official and much used ones."""
        tags = Hashtag.objects.with_uses().order_by("-is_official", "-uses", "name")
        return list(tags.values_list("name", flat=True)[:OFFERED])


class FilterForm(HashtagForm):
    """Which pages are to be shown for the choice."""

    type = forms.TypedChoiceField(label=_("Вид страниц"), required=False, coerce=int, empty_value=None)
    organisation = forms.TypedChoiceField(
        label=_("Организация"), required=False, coerce=int, empty_value=None
    )
    words = forms.CharField(label=_("Слова в названии"), required=False, max_length=200)
    since = forms.DateField(label=_("С какого дня"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("По какой день"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything: list[tuple[Any, Any]] = [("", _g("Все"))]
        types = ContentType.objects.get_for_models(*tagged_page_models())
        names = [(type_.pk, capfirst(model._meta.verbose_name_plural)) for model, type_ in types.items()]
        places = CatalogEntry.objects.pages().exclude(organisation_kind="").order_by("title")
        fields: Any = self.fields
        fields["type"].choices = anything + sorted(names, key=lambda choice: str(choice[1]))
        fields["organisation"].choices = anything + list(places.values_list("page_id", "title"))


class PickForm(HashtagForm):
    """The pages that were ticked."""

    pages = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        asked = data.getlist("pages")[:MOST_PAGES]
        known = [(value, value) for value in asked if value.isascii() and value.isdigit() and len(value) < 10]
        pages: Any = self.fields["pages"]
        pages.choices = known
        pages.error_messages["required"] = _g("Отметьте хотя бы одну страницу.")
