"""Renaming: a hashtag's old address and old spelling go on leading to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail_modeladmin.views import EditView

from search.models import Hashtag


class HashtagEditView(EditView):
    """Name, description and pin of a hashtag; a new key is logged and said."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and say where the old address leads if the name has made a new one."""
        before = Hashtag.objects.get(pk=self.instance.pk)
        response: HttpResponse = super().form_valid(form)
        if before.slug != self.instance.slug:
            names = {"before": before.name, "after": self.instance.name}
            log(self.instance, "hashtag.rename", data=names, content_changed=True)
            text = _("#%(before)s и в текстах, и по старому адресу теперь ведёт на #%(after)s.")
            messages.info(self.request, text % names)
        return response
