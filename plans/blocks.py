"""The parts of official documents: numbered clauses, agenda items, signatures, distribution lists."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import (
    LINE_FEATURES,
    TEXT_FEATURES,
    AttachmentBlock,
    HeadingBlock,
    ParagraphBlock,
    table_block,
)


class SubclauseBlock(blocks.StructBlock):
    """A clause below a clause, or a line of its list."""

    number = blocks.CharBlock(
        label=_("Номер"), required=False, max_length=20, help_text=_("«2.1» или «–» для перечня.")
    )
    text = blocks.RichTextBlock(label=_("Текст"), features=LINE_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Подпункт")
        template = "blocks/subclause.html"


class ClauseBlock(blocks.StructBlock):
    """A numbered clause; its number is kept as the document prints it."""

    number = blocks.CharBlock(
        label=_("Номер"), required=False, max_length=20, help_text=_("Как в документе: «3.» или «1.4.»")
    )
    text = blocks.RichTextBlock(label=_("Текст"), features=LINE_FEATURES)
    subclauses = blocks.ListBlock(SubclauseBlock(), label=_("Подпункты"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Пункт")
        description = _("Пронумерованный пункт с подпунктами.")
        template = "blocks/clause.html"
        preview_value = {
            "number": "2.",
            "text": "Руководителям организаций:",
            "subclauses": [{"number": "2.1.", "text": "обеспечить участие."}],
        }


class DecisionBlock(blocks.StructBlock):
    """A decision of a meeting."""

    addressee = blocks.CharBlock(
        label=_("Кому"), required=False, max_length=500, help_text=_("«Руководителям школ»")
    )
    number = blocks.CharBlock(label=_("Номер"), required=False, max_length=20)
    text = blocks.RichTextBlock(label=_("Решение"), features=TEXT_FEATURES)

    class Meta:
        icon = "check"
        label = _("Решение")
        template = "blocks/decision.html"


class AgendaItemBlock(blocks.StructBlock):
    """An item of a meeting's agenda: who spoke and what was decided."""

    number = blocks.CharBlock(label=_("Номер"), required=False, max_length=20)
    title = blocks.TextBlock(label=_("Вопрос"), rows=2)
    speaker = blocks.CharBlock(label=_("Докладчик по повестке"), required=False, max_length=300)
    heard = blocks.RichTextBlock(label=_("Слушали"), required=False, features=TEXT_FEATURES)
    spoken = blocks.RichTextBlock(label=_("Выступили"), required=False, features=TEXT_FEATURES)
    decisions = blocks.ListBlock(DecisionBlock(), label=_("Решили"), default=[])

    class Meta:
        icon = "comment"
        label = _("Вопрос повестки")
        description = _("Вопрос протокола: слушали, выступили, решили.")
        template = "blocks/agenda_item.html"
        preview_value = {
            "number": "1",
            "title": "О подготовке к неделе творчества",
            "speaker": "методист центра",
            "heard": "<p>информацию о плане недели.</p>",
            "spoken": "",
            "decisions": [{"addressee": "Руководителям школ", "number": "1.", "text": "утвердить план."}],
        }


class SignatureBlock(blocks.StructBlock):
    """Who signed the document, or agreed to it."""

    role = blocks.ChoiceBlock(
        label=_("Подпись"), choices=[("signed", _("Подписал")), ("agreed", _("Согласовал"))], default="signed"
    )
    position = blocks.TextBlock(label=_("Должность"), required=False, rows=2)
    name = blocks.CharBlock(
        label=_("Имя"), required=False, max_length=150, help_text=_("Инициалы и фамилия.")
    )

    class Meta:
        icon = "edit"
        label = _("Подпись")
        description = _("Должность и имя подписавшего или согласовавшего.")
        template = "blocks/signature.html"
        preview_value = {"role": "signed", "position": "Начальник управления", "name": "И. О. Фамилия"}


class DistributionListBlock(blocks.StructBlock):
    """Whom copies of the document are sent to. Its lines are numbered, and yet no clauses."""

    lines = blocks.ListBlock(blocks.CharBlock(label=_("Кому"), max_length=300), label=_("Получатели"))

    class Meta:
        icon = "mail"
        label = _("Расчёт рассылки")
        description = _("Кому разосланы экземпляры.")
        template = "blocks/distribution_list.html"
        preview_value = {"lines": ["В дело – 1 экз.", "На сайт"]}


class OrderBody(blocks.StreamBlock):
    """The text of an official document."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=TEXT_FEATURES)
    clause = ClauseBlock()
    table = table_block()
    agenda_item = AgendaItemBlock()
    signature = SignatureBlock()
    distribution_list = DistributionListBlock()
    attachment = AttachmentBlock()


class PlanIntroduction(blocks.StreamBlock):
    """What stands before a plan's table."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=TEXT_FEATURES)
    attachment = AttachmentBlock()
