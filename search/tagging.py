"""How pages carry hashtags: taggit and modelcluster, with every spelling of a tag leading to the same `Hashtag`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager, _ClusterTaggableManager
from taggit.models import ItemBase
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField
from wagtail.admin.widgets import AdminTagWidget

from search.hashtags import hashtag_key
from search.models import Hashtag


class HashtagLink(ItemBase):
    """A page type's own through model: its rows say which page has which hashtag."""

    tag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_links")

    class Meta:
        abstract = True


class HashtagsManager(_ClusterTaggableManager):
    """A page's hashtags; names are compared by key, so «#вместеярче» finds «ВместеЯрче»."""

    def _to_tag_model_instances(
        self, tags: Iterable[str | Hashtag], tag_kwargs: dict[str, Any]
    ) -> list[Hashtag]:
        return Hashtag.objects.for_names(tags)

    def remove(self, *tags: str | Hashtag) -> None:
        """Take the hashtags off, however they are spelled."""
        self._remove_prefetched_objects()
        named = Hashtag.objects.led_to(hashtag_key(str(tag)) for tag in tags)
        unwanted = {tag.pk for tag in named.values()}
        links = self.get_tagged_item_manager()
        links.remove(*[link for link in links.all() if link.tag_id in unwanted])


class HashtagsField(ClusterTaggableManager):
    """The hashtags of a page type, held in drafts and revisions too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        help_text = gettext_lazy(
            "Через запятую, можно без «#», слова слитно: ЗелёныйДвор. Хэштеги из текста считаются сами."
        )
        super().__init__(
            *args,
            **{"verbose_name": gettext_lazy("хэштеги"), "help_text": help_text, "blank": True, **kwargs},
        )

    def __get__(self, instance: Any, model: Any) -> HashtagsManager:
        return HashtagsManager(
            through=self.through, model=model, instance=instance, prefetch_cache_name=self.name
        )


class HashtagsWidget(AdminTagWidget):
    """Offers official hashtags first, then the most used."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Ask our own list while one types."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse("hashtag_keeper:offered")
        return context


class HashtagsFormField(TagField):
    """The editor's field: a comma or a space between tags, with or without «#»."""

    widget = HashtagsWidget

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "tag_model": Hashtag})

    def clean(self, value: Any) -> list[str]:
        """Return the names as written; raise ValidationError for what no hashtag can be made of."""
        names: list[str] = super().clean(value)
        for name in names:
            if not hashtag_key(name):
                raise ValidationError(
                    _("«%(name)s» — не хэштег: нужны буквы или цифры."), params={"name": name}
                )
        return names


register_form_field_override(HashtagsField, override={"form_class": HashtagsFormField})
