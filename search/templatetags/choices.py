"""The address of a list with another choice."""

from typing import Any

from django import template
from django.template import RequestContext

register = template.Library()


@register.simple_tag(takes_context=True)
def with_choice(context: RequestContext, name: str, value: Any) -> str:
    """Return the query of this page's address with one facet chosen, or free again; from the first batch."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value:
        query[name] = str(value)
    return f"?{query.urlencode()}"
