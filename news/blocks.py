"""The texts of news and reports."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import (
    TEXT_FEATURES,
    AttachmentBlock,
    HeadingBlock,
    ParagraphBlock,
    PictureBlock,
    QuoteBlock,
    table_block,
)


class NewsBody(blocks.StreamBlock):
    """The text of a news page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=TEXT_FEATURES)
    picture = PictureBlock()
    quote = QuoteBlock()
    table = table_block()
    attachment = AttachmentBlock()


class ReportBody(blocks.StreamBlock):
    """The story of a photo report; its pictures stand in the gallery."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(
        features=TEXT_FEATURES, help_text=_("Что было, кто участвовал, чем запомнилось. Без фамилий детей.")
    )
    quote = QuoteBlock()
