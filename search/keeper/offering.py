"""What the editor's field offers while one types a hashtag: official ones first, then the most used."""

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from search.hashtags import hashtag_key
from search.models import Hashtag, HashtagAlias

MOST = 10


@require_safe
def offer(request: HttpRequest) -> JsonResponse:
    """Answer `?term=` with the names of at most ten hashtags that begin so, or were called so before."""
    return JsonResponse(offered(request.GET.get("term", "")), safe=False)


def offered(term: str) -> list[str]:
    """Return the names that a beginning stands for, in any letter case."""
    key = hashtag_key(term)
    if not key:
        return []
    before = HashtagAlias.objects.filter(key__startswith=key).values("hashtag")
    tags = Hashtag.objects.filter(Q(slug__startswith=key) | Q(pk__in=before)).with_uses()
    return list(tags.order_by("-is_official", "-uses", "name").values_list("name", flat=True)[:MOST])
