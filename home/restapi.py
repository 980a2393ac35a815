"""What the site's base answers to programs, found by the API's plugin: the vocabulary of organisations."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from home.models.organisations import by_number
from restapi.vocabularies.registry import Term, vocabulary
from search.models import CatalogEntry


@vocabulary("organisations", _("Организации"))
def organisations(request: HttpRequest) -> list[Term]:
    """Return the public organisations by name, «Школа № 3» before «Школа № 11»; tokens are UIDs."""
    entries = CatalogEntry.objects.organisations().only("uid", "title")
    return [Term(str(entry.uid), entry.title) for entry in sorted(entries, key=by_number)]
