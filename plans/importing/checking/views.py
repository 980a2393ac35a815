"""The import in the admin: upload, check beside the source, confirm. Every correction is saved as it is made."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from plans.importing.checking.confirming import confirm, confirmation
from plans.importing.checking.forms import RequisitesForm, UploadForm, form_for
from plans.importing.checking.intake import start_reading, take_in
from plans.importing.checking.mending import (
    Node,
    NoSuchNode,
    fingerprint,
    item_at,
    node_at,
    with_blank_item,
    with_item_as_read,
    with_item_left_out,
    without_doubt,
    without_doubts_at,
)
from plans.importing.checking.presenting import Presenter, source_parts
from plans.importing.parsed import Item, ParsedDocument
from plans.models import DocumentImport, OrderIndexPage

logger = logging.getLogger(__name__)


def sections_of(user: Any) -> QuerySet[OrderIndexPage]:
    """Return the sections of documents that the user may add pages to."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    return OrderIndexPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")


def listing_of(page: Page) -> str:
    """Return the address of the listing in which the page is to be seen: its appendices', or its section's."""
    shown = page.get_parent() if page.is_leaf() else page
    return reverse("wagtailadmin_explore", args=[shown.pk])


class ImportView(WagtailAdminTemplateMixin, View):
    """A page of the import, for whoever may write documents; a refusal is logged."""

    page_title = _("Импорт документа")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse who may write no document."""
        if not self.sections:
            logger.warning("refused: user %s may import no documents", request.user.pk)
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]
        except NoSuchNode as error:
            raise Http404(_g("Такой части в документе нет.")) from error

    @cached_property
    def sections(self) -> QuerySet[OrderIndexPage]:
        """The sections that the user may import into."""
        return sections_of(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list of imports."""
        return [*self.breadcrumbs_items, {"url": reverse("imports:index"), "label": self.page_title}]


class IndexView(ImportView):
    """Upload files; what is not finished yet waits below."""

    template_name = "plans/checking/index.html"

    def get(self, request: HttpRequest, form: UploadForm | None = None) -> HttpResponse:
        """Show the form and the imports of the user."""
        imports = DocumentImport.objects.of(request.user).select_related("owner", "page", "section")
        context = self.get_context_data(
            form=form or UploadForm(sections=self.sections),
            imports=imports.unfinished().defer("source", "as_read", "mended"),
            finished=imports.filter(state=DocumentImport.State.SAVED).defer("source", "as_read", "mended")[
                :10
            ],
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the files in; one alone is checked at once."""
        form = UploadForm(request.POST, request.FILES, sections=self.sections)
        if not form.is_valid():
            return self.get(request, form)
        section = form.cleaned_data["section"]
        with transaction.atomic():  # all are kept before the first one is read
            taken = [take_in(file, request.user, section) for file in form.files_to_read]
        if len(taken) == 1:
            return redirect("imports:check", taken[0].pk)
        messages.success(request, _g("Загружено файлов: %d. Проверьте каждый.") % len(taken))
        return redirect("imports:index")


class OneImportView(ImportView):
    """A page about one import of the user's own."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the import; another one's is as if it did not exist."""
        super().setup(request, *args, **kwargs)
        imports = DocumentImport.objects.of(request.user)
        self.document_import = get_object_or_404(imports, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name the file."""
        return self.document_import.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list and to the check."""
        check = {
            "url": reverse("imports:check", args=[self.document_import.pk]),
            "label": self.document_import.name,
        }
        return [*super().get_breadcrumbs_items(), check]

    @property
    def wants_fragment(self) -> bool:
        """Whether only the changed part is asked for."""
        return "X-Fragment" in self.request.headers

    def back(self, anchor: str = "") -> HttpResponse:
        """Return to the check."""
        return redirect(reverse("imports:check", args=[self.document_import.pk]) + (anchor and f"#{anchor}"))


class CheckView(OneImportView):
    """The source on the left, what was understood on the right."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how far the import is."""
        state = self.document_import.state
        if state == DocumentImport.State.SAVED:
            page = self.document_import.page
            return redirect(listing_of(page)) if page else redirect("imports:index")
        if state != DocumentImport.State.CHECKING:
            self.template_name = "plans/checking/waiting.html"
            return self.render_to_response(self.get_context_data(document_import=self.document_import))
        self.template_name = "plans/checking/check.html"
        return self.render_to_response(self.get_context_data(**self._understood()))

    def _understood(self) -> dict[str, Any]:
        document = self.document_import.document
        presenter = Presenter(document)
        return {
            "document_import": self.document_import,
            "document": document,
            "source": source_parts(self.document_import.elements),
            "plans": presenter.plans(),
            "clauses": presenter.clauses(),
            "general_doubts": presenter.general_doubts(),
            "requisites": RequisitesForm(initial=RequisitesForm.initial_of(document)),
        }


class ChangingView(OneImportView):
    """A correction: it reads the import again under a lock, so that two windows do not undo each other."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead away from what is not being checked: finished in another window, or read anew."""
        if self.document_import.state == DocumentImport.State.CHECKING:
            return super().dispatch(request, *args, **kwargs)
        return (
            HttpResponse(_g("Этот импорт уже закончен."), status=409) if self.wants_fragment else self.back()
        )

    def changed(self, change: Any) -> ParsedDocument:
        """Save what `change` makes of the document; returns it."""
        with transaction.atomic():
            locked = DocumentImport.objects.select_for_update().get(pk=self.document_import.pk)
            if locked.state != DocumentImport.State.CHECKING:
                raise Http404(_g("Этот импорт уже закончен."))
            document: ParsedDocument = change(locked.document)
            locked.mend(document)
            locked.save(update_fields=["mended", "changed_at"])
        return document


class RequisitesView(ChangingView):
    """Number, date, title and the rest of what identifies the document."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save them."""
        form = RequisitesForm(request.POST)
        if not form.is_valid():
            messages.error(
                request, " ".join(str(error) for errors in form.errors.values() for error in errors)
            )
            return self.back("requisites")
        self.changed(form.applied_to)
        messages.success(request, _g("Реквизиты сохранены."))
        return self.back("requisites")


class NodeView(ChangingView):
    """One part of the document: its form, and what can be done with it."""

    template_name = "plans/checking/node_form.html"

    def get(self, request: HttpRequest, pk: int, path: str) -> HttpResponse:
        """Show the form."""
        node = self._node(path, request.GET.get("seen", ""))
        if node is None:
            return self._moved()
        form = form_for(node)
        return self._form(form(initial=form.initial_of(node)), path)

    def post(self, request: HttpRequest, pk: int, path: str) -> HttpResponse:
        """Save the form, or do one of the other things."""
        if self._node(path, request.POST.get("seen", "")) is None:
            return self._moved()
        action = request.POST.get("action", "save")
        if action == "save":
            return self._save(request, path)
        changes = {
            "settle": lambda document: without_doubts_at(document, item_at(document, path).origin),
            "leave_out": lambda document: with_item_left_out(document, path, is_left_out=True),
            "take_back": lambda document: with_item_left_out(document, path, is_left_out=False),
            "restore": lambda document: with_item_as_read(
                document, path, self.document_import.first_document
            ),
        }
        if action == "add":
            return self._add(path)
        if action not in changes:
            raise Http404(_g("Такого действия нет."))
        return self._row(self.changed(changes[action]), path)

    def _node(self, path: str, seen: str) -> Node | None:
        """Return the part at the path; None if the page that asks has seen another one there."""
        node = node_at(self.document_import.document, path)
        return node if seen in ("", fingerprint(node)) else None

    def _moved(self) -> HttpResponse:
        message = _g("Строки изменились в другом окне. Обновите страницу и повторите правку.")
        if self.wants_fragment:
            return HttpResponse(message, status=409)
        messages.error(self.request, message)
        return self.back()

    def _save(self, request: HttpRequest, path: str) -> HttpResponse:
        form = form_for(node_at(self.document_import.document, path))(request.POST)
        if not form.is_valid():
            return self._form(form, path, status=422)
        return self._row(self.changed(lambda document: form.applied_to(document, path)), path)

    def _add(self, path: str) -> HttpResponse:
        """Make an empty item at the path and open its form."""
        made = ""

        def with_one_more(document: ParsedDocument) -> ParsedDocument:
            nonlocal made
            document, made = with_blank_item(document, path)
            return document

        self.changed(with_one_more)
        return redirect("imports:node", self.document_import.pk, made)

    def _row(self, document: ParsedDocument, path: str) -> HttpResponse:
        node = node_at(document, path)
        if not self.wants_fragment or not isinstance(node, Item):
            return self.back(path)
        presenter = Presenter(document)
        response = render(
            self.request,
            "plans/checking/item.html",
            {"row": presenter.row(path, node), "document_import": self.document_import},
        )
        response["X-Doubts"] = str(len(document.warnings))
        response["X-Fragment"] = "1"
        return response

    def _form(self, form: Any, path: str, status: int = 200) -> HttpResponse:
        seen = fingerprint(node_at(self.document_import.document, path))
        context = {"form": form, "path": path, "seen": seen, "document_import": self.document_import}
        if self.wants_fragment:
            response = render(self.request, "plans/checking/node_fields.html", context, status=status)
            response["X-Fragment"] = "1"
            return response
        return self.render_to_response(self.get_context_data(**context), status=status)


class SettleView(ChangingView):
    """A doubt about the whole document: somebody has looked."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget the doubt with the code and the place that the page showed."""
        code, where = request.POST.get("code", ""), request.POST.get("where", "")
        self.changed(lambda document: without_doubt(document, code, where))
        return self.back("doubts")


class ConfirmView(OneImportView):
    """What will be made or changed, and the button that does it."""

    template_name = "plans/checking/confirm.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what would be made."""
        if self.document_import.state != DocumentImport.State.CHECKING:
            return self.back()
        try:
            found = confirmation(self.document_import, request.user)
        except ValidationError as error:
            return self._refused(error)
        return self.render_to_response(
            self.get_context_data(document_import=self.document_import, found=found)
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the drafts; a second click finds them made."""
        if not self.sections.filter(pk=self.document_import.section_id).exists():
            logger.warning(
                "refused: user %s may not add to section %s", request.user.pk, self.document_import.section_id
            )
            raise PermissionDenied
        try:
            outcome = confirm(self.document_import, request.user, update=request.POST.get("how") == "update")
        except ValidationError as error:
            return self._refused(error)
        if outcome is None:
            return self.back()
        messages.success(request, outcome.message, buttons=[messages.button(outcome.edit_url, _g("Открыть"))])
        return redirect(listing_of(outcome.page))

    def _refused(self, error: ValidationError) -> HttpResponse:
        messages.error(self.request, " ".join(error.messages))
        return self.back()


class RereadView(OneImportView):
    """Begin again from the file."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read the file anew; corrections are gone."""
        start_reading(self.document_import)
        return self.back()


class DeleteView(OneImportView):
    """Give the import up."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete the import and its file; pages made from it stay."""
        self.document_import.delete()
        messages.success(request, _g("Импорт «%s» удалён.") % self.document_import.name)
        return redirect("imports:index")
