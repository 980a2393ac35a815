"""The page that closes an item of a plan, takes that back, and hands out proofs. It works without scripts."""

import uuid
from os.path import basename

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from news.completing.completing import Owner, complete, refuse, reopen
from news.completing.forms import CompletionForm
from news.models import Completion
from plans.choosers import public_items


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show what was noted of an item; POST adds a note."""
    item = public_items().filter(uid=uid, is_cancelled=False).first()
    if item is None:
        raise Http404(_("Такого пункта нет."))
    owner = Owner(request.user, item)
    if not owner.may_close:
        refuse(request.user, item)
    form = CompletionForm(owner, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        complete(form.save(commit=False), request.user)
        return redirect(f"{request.path}?done=1")
    context = {"item": item, "owner": owner, "form": form, "done": "done" in request.GET}
    status = 400 if request.method == "POST" else 200
    return render(request, "news/completing/close.html", context, status=status)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a note back."""
    completion = _completion(pk)
    reopen(completion, request.user)
    return redirect("complete", completion.item.uid)


@never_cache
@login_required
@require_safe
def proof(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the file of a note, always as a download."""
    completion = _completion(pk)
    if not completion.proof or not Owner(request.user, completion.item).completions.filter(pk=pk).exists():
        raise Http404(_("Такого файла нет."))
    return FileResponse(completion.proof.open(), as_attachment=True, filename=basename(str(completion.proof)))


def _completion(pk: int) -> Completion:
    completions = Completion.objects.select_related("item__section__page", "organisation")
    return get_object_or_404(completions, pk=pk)
