"""What is asked of a fresh project, by its `manage.py shell`: the last line that is written is JSON for the test."""

import json
import sys
from io import BytesIO
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import APIToken, Page

ARTICLE = "home.ArticlePage"
OURS = ("config", "demo", "home", "news", "plans", "restapi", "search")


def picture() -> Any:
    """Save a picture in one colour."""
    file = BytesIO()
    Drawing.new("RGB", (900, 600), "#3a7d44").save(file, "PNG")
    return get_image_model().objects.create(title="Yard", file=ContentFile(file.getvalue(), "yard.png"))


def article(yard: Any) -> Page:
    """Publish a page of the project's own type below its home page."""
    model = apps.get_model(ARTICLE)
    body = [("heading", "Why"), ("paragraph", "<p>Because of <b>trees</b>.</p>"), ("picture", yard)]
    page: Page = model(title="Lime trees", lead_image=yard, body=body, show_in_menus=True)
    Page.objects.get(depth=2).add_child(instance=page)
    page.tags.add("green")
    page.save_revision().publish()
    return page


def answers(yard: Any) -> dict[str, Any]:
    """Ask as anybody, then as somebody with a token."""
    client = Client(headers={"host": "localhost", "accept": "application/json"})
    token = APIToken.create_token(user=get_user_model().objects.create_superuser("ann"), name="test")[1]
    block = "5b1f8f0e-0b62-4f0f-8d0a-2f1f0c6a7d11"
    sent = {
        "@type": ARTICLE,
        "title": "By a program",
        "lead_image": yard.pk,
        "blocks": {block: {"@type": "paragraph", "value": "<p>Hello.</p>"}},
        "review_state": "published",
    }
    bearer = {"authorization": f"Bearer {token}"}
    asked = {
        "html": client.get("/lime-trees/", headers={"accept": "text/html"}),
        "home": client.get("/"),
        "article": client.get("/++api++/lime-trees"),
        "expanded": client.get("/lime-trees/?expand=actions,breadcrumbs,navigation,types,workflow"),
        "image": client.get(f"/@images/{yard.pk}"),
        "search": client.get("/@search?SearchableText=trees&metadata_fields=_all"),
        "worded": client.get("/@search?SearchableText=because"),
        "tagged": client.get("/@search?Subject=green"),
        "navigation": client.get("/@navigation"),
        "types": client.get("/@types/home.ArticlePage", headers=bearer),
        "openapi": client.get("/api/openapi.json"),
        "missing": client.get("/nothing/"),
        "wrong token": client.get("/", headers={"authorization": "Bearer x"}),
        "refused": client.post("/", sent, "application/json"),
        "made": client.post("/", sent, "application/json", headers=bearer),
        "found": client.get("/@search?portal_type=home.ArticlePage&sort_on=effective"),
        "editor": editor(client),
    }
    return {name: told(response) for name, response in asked.items()}


def editor(client: Client) -> Any:
    """Open the admin's form of the page: the catalog must not stand in its way."""
    client.force_login(get_user_model().objects.get())
    page = apps.get_model(ARTICLE).objects.first()
    return client.get(f"/admin/pages/{page.pk}/edit/", headers={"accept": "text/html"})


def told(response: Any) -> dict[str, Any]:
    """Return what the test wants to know of a response."""
    is_json = "json" in response["Content-Type"]
    body = json.loads(response.content) if is_json else response.content.decode()[:200]
    return {"status": response.status_code, "type": response["Content-Type"], "body": body}


def file(name: str) -> str:
    """Return where a package was loaded from."""
    return str(sys.modules[name].__file__)


yard = picture()
article(yard)
told_all = {"answers": answers(yard), "modules": {name: file(name) for name in OURS if name in sys.modules}}
sys.stdout.write(f"{json.dumps(told_all)}\n")
