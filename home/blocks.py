"""Blocks that every kind of text is made of. A block's key in a stream is public API: renaming it needs a migration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from search.text import sentences

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
LINE_FEATURES = ["bold", "italic", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside a page."""

    class Meta:
        icon = "title"
        label = _("Заголовок")
        description = _("Заголовок раздела внутри страницы.")
        template = "blocks/heading.html"
        preview_value = "Как принять участие"


class ParagraphBlock(blocks.RichTextBlock):
    """Paragraphs with lists and links; hashtags in them become links by themselves."""

    class Meta:
        icon = "pilcrow"
        label = _("Текст")
        description = _("Абзацы, списки, ссылки. Хэштеги в тексте станут ссылками сами.")
        template = "blocks/paragraph.html"
        preview_value = "<p>Приглашаем всех желающих. Подробности по хэштегу #ВестникШкол.</p>"


class PictureBlock(blocks.StructBlock):
    """A picture with its description for those who do not see it, and a caption."""

    image = ImageBlock(label=_("Изображение"))
    caption = blocks.CharBlock(label=_("Подпись"), required=False, max_length=250)

    def to_python(self, value: Any) -> Any:
        """Return what is stored; the caption goes with a picture that was deleted."""
        return _without_lost_caption(value, super().to_python(value))

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Do it for many."""
        values = list(values)
        return list(map(_without_lost_caption, values, super().bulk_to_python(values)))

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return caption and description as sentences, each once; a decorative picture has no description."""
        picture = value.get("image")
        told = (
            ""
            if picture is None or picture.decorative
            else picture.contextual_alt_text or picture.description
        )
        return [sentences([value.get("caption") or "", told])]

    class Meta:
        icon = "image"
        label = _("Изображение")
        description = _("Одна картинка с описанием и подписью.")
        template = "blocks/picture.html"
        preview_value = {"image": None, "caption": "Посадка аллеи у школы"}


def _without_lost_caption(stored: Any, value: Any) -> Any:
    named = stored.get("image") if isinstance(stored, dict) else None
    is_named = named.get("image") if isinstance(named, dict) else named
    if is_named and value["image"] is None:
        value["caption"] = ""
    return value


class QuoteBlock(blocks.StructBlock):
    """Someone's words."""

    text = blocks.TextBlock(label=_("Слова"))
    source = blocks.CharBlock(label=_("Чьи"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Цитата")
        description = _("Чьи-то слова отдельной строкой.")
        template = "blocks/quote.html"
        preview_value = {"text": "Главное — участвовать.", "source": "Методист центра творчества"}


class TableBlock(TypedTableBlock):
    """A table with a header row, readable by a screen reader and on a phone."""

    class Meta:
        icon = "table"
        label = _("Таблица")
        description = _("Таблица с заголовками столбцов.")
        template = "blocks/table.html"


def table_block() -> TableBlock:
    """Return a table whose cells are plain or formatted text."""
    return TableBlock(
        [
            ("text", blocks.TextBlock(label=_("Текст"), required=False, rows=2)),
            (
                "rich_text",
                blocks.RichTextBlock(label=_("Текст со ссылками"), required=False, features=LINE_FEATURES),
            ),
        ]
    )


class AttachmentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Файл"))
    title = blocks.CharBlock(
        label=_("Название"), required=False, max_length=250, help_text=_("Если пусто, будет название файла.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Файл")
        description = _("Файл, который посетитель может скачать.")
        template = "blocks/attachment.html"
        preview_value = {"document": None, "title": "Форма заявки"}


class StandardBody(blocks.StreamBlock):
    """The text of a standard page and of an organisation's page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=TEXT_FEATURES)
    picture = PictureBlock()
    quote = QuoteBlock()
    table = table_block()
    attachment = AttachmentBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}
