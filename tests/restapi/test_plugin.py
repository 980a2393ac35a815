"""The plugin in a project that knows nothing of ours: the wheel, a fresh `wagtail start`, two apps, one line of urls."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ASKING = Path(__file__).parent / "plugin_project" / "asking.py"
PLUGIN_LINE = '    path("", include("restapi.urls")),\n'
OPENAPI_LINE = '    path("api/", include("restapi.schemas.urls")),\n'  # for who wants the description, too
WAGTAIL_LINE = '    path("", include(wagtail_urls)),\n'

# A page type as a project has it, with what is usual in Wagtail and nothing of ours.
ARTICLE = """
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.search import index


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items")


class ArticlePage(Page):
    lead_image = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("paragraph", blocks.RichTextBlock()),
            ("picture", ImageChooserBlock()),
        ],
        blank=True,
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    search_fields = [*Page.search_fields, index.SearchField("body")]
    content_panels = [*Page.content_panels, FieldPanel("lead_image"), FieldPanel("body"), FieldPanel("tags")]
    api_fields = [APIField("lead_image", writable=True), APIField("body", writable=True)]
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    _run([sys.executable, "-m", "pip", "wheel", str(ROOT), *options, "--wheel-dir", str(folder)])
    (made,) = folder.glob("*.whl")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


class Project:
    """A project that `wagtail start` has made; its sample app `search` makes room for the catalog."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder, self.wheel = folder, wheel
        wagtail = Path(sys.executable).with_name("wagtail")
        self.run(str(wagtail), "start", "mysite", ".")

    def install(self) -> None:
        """Do what the README says."""
        shutil.rmtree(self.folder / "search")
        self.edit("mysite/settings/base.py", '    "search",\n', '    "restapi",\n    "search",\n')
        self.edit("mysite/urls.py", "from search import views as search_views\n", "")
        self.edit("mysite/urls.py", '    path("search/", search_views.search, name="search"),\n', "")
        self.edit("mysite/urls.py", WAGTAIL_LINE, PLUGIN_LINE + WAGTAIL_LINE)

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text that stands in a file once."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(before) == 1, (name, before)
        path.write_text(text.replace(before, after), "utf-8")

    def manage(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run `manage.py`."""
        return self.run(sys.executable, "manage.py", *arguments, **options)

    def run(self, *command: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command in the project, with the wheel's packages and without ours."""
        ours = ("DATABASE_URL", "DATA_DIR", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        environment["PYTHONPATH"] = str(self.wheel)
        return _run(list(command), cwd=self.folder, env=environment, **options)


def _run(command: list[str], *, fails: bool = False, **options: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)
    assert bool(done.returncode) is fails, done.stdout[-3000:] + done.stderr[-3000:]
    return done


@pytest.fixture(scope="module")
def told(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the project answers, and which modules it has loaded."""
    project = Project(tmp_path_factory.mktemp("project"), wheel)
    project.install()
    project.edit("mysite/urls.py", PLUGIN_LINE, OPENAPI_LINE + PLUGIN_LINE)
    models = project.folder / "home" / "models.py"
    models.write_text(models.read_text("utf-8") + ARTICLE, "utf-8")
    template = project.folder / "home" / "templates" / "home" / "article_page.html"
    template.write_text("<h1>{{ page.title }}</h1>", "utf-8")
    project.manage("makemigrations", "home", "--verbosity", "0")
    project.manage("migrate", "--verbosity", "0")
    project.manage("check", "--fail-level", "WARNING")
    project.manage("makemigrations", "--check", "--dry-run")
    done = project.manage("shell", "--no-imports", input=ASKING.read_text("utf-8"))
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**made, "folder": str(project.folder), "wheel": str(wheel)}


@pytest.fixture(scope="module")
def answers(told: dict[str, Any]) -> dict[str, Any]:
    """The answers by their names."""
    answers: dict[str, Any] = told["answers"]
    return answers


def body(answers: dict[str, Any], name: str, status: int = 200) -> Any:
    assert answers[name]["status"] == status, answers[name]
    return answers[name]["body"]


def test_only_the_plugin_and_the_catalog_are_ours(told: dict[str, Any]) -> None:
    assert set(told["modules"]) == {"home", "restapi", "search"}
    assert told["modules"]["home"].startswith(told["folder"])
    assert told["modules"]["restapi"].startswith(told["wheel"])
    assert told["modules"]["search"].startswith(told["wheel"])


def test_wheel_has_no_tests(wheel: Path) -> None:
    names = {str(path.relative_to(wheel)) for path in wheel.rglob("*")}
    assert not [name for name in names if name.split("/")[0] == "tests" or "/test_" in name]
    assert "restapi/locale/ru/LC_MESSAGES/django.mo" in names


def test_pages_of_the_project_are_content_objects(answers: dict[str, Any]) -> None:
    assert answers["html"] == {
        "status": 200,
        "type": "text/html; charset=utf-8",
        "body": "<h1>Lime trees</h1>",
    }
    home, article = body(answers, "home"), body(answers, "article")
    assert home["@type"] == "home.HomePage"
    assert [item["@id"] for item in home["items"]] == [article["@id"]] == ["http://localhost/lime-trees/"]
    assert article["parent"]["@id"] == home["@id"]
    assert article["lead_image"]["width"] == 900
    assert article["subjects"] == ["green"]
    in_order = [article["blocks"][key] for key in article["blocks_layout"]["items"]]
    assert [block["@type"] for block in in_order] == ["heading", "paragraph", "picture"]
    assert in_order[0]["value"] == "Why"
    assert in_order[1]["value"]["data"] == "<p>Because of <b>trees</b>.</p>"
    assert in_order[2]["value"]["scales"]
    assert body(answers, "image")["content-type"] == "image/png"


def test_services_answer(answers: dict[str, Any]) -> None:
    article = body(answers, "article")["@id"]
    components = body(answers, "expanded")["@components"]
    assert components["breadcrumbs"]["items"] == [{"@id": article, "title": "Lime trees"}]
    assert components["workflow"]["state"]["id"] == "published"
    assert [item["@id"] for item in body(answers, "navigation")["items"]] == [article]
    (found,) = body(answers, "search")["items"]
    assert (found["@id"], found["@type"]) == (article, "home.ArticlePage")
    assert [item["@id"] for item in body(answers, "worded")["items"]] == [article]
    assert [item["@id"] for item in body(answers, "tagged")["items"]] == [article]
    assert "lead_image" in body(answers, "types")["properties"]


def test_the_document_names_the_projects_types(answers: dict[str, Any]) -> None:
    document = body(answers, "openapi")
    assert document["openapi"] == "3.1.0"
    assert "home.ArticlePage" in document["components"]["schemas"]
    assert (
        "home.ArticlePage" in document["components"]["schemas"]["ContentObject"]["discriminator"]["mapping"]
    )


def test_a_token_writes(answers: dict[str, Any]) -> None:
    assert body(answers, "refused", 401)["type"] == "Unauthorized"
    made = body(answers, "made", 201)
    assert made["@id"] == "http://localhost/by-a-program/"
    assert made["review_state"] == "published"
    assert made["lead_image"]["width"] == 900
    found = [item["@id"] for item in body(answers, "found")["items"]]
    assert found == ["http://localhost/lime-trees/", made["@id"]]


def test_errors_are_problems(answers: dict[str, Any]) -> None:
    assert body(answers, "missing", 404)["type"] == "NotFound"
    assert body(answers, "wrong token", 401)["type"] == "Unauthorized"


def test_editors_see_their_form(answers: dict[str, Any]) -> None:
    assert answers["editor"]["status"] == 200


def test_what_is_missing_is_said(wheel: Path, tmp_path: Path) -> None:
    project = Project(tmp_path, wheel)
    base = "mysite/settings/base.py"
    project.edit(base, '    "search",\n', '    "restapi",\n    "search",\n')
    assert "delete the folder “search”" in project.manage("check", fails=True).stderr
    project.edit(base, '    "search",\n', "")
    assert "needs in INSTALLED_APPS: search." in project.manage("check", fails=True).stderr
    project.edit(base, '    "restapi",\n', '    "search",\n')
    project.install()
    project.edit("mysite/urls.py", PLUGIN_LINE + WAGTAIL_LINE, WAGTAIL_LINE + PLUGIN_LINE)
    project.edit(base, "WAGTAIL_SITE_NAME", 'RESTAPI = {"MAX_AEG": 1}\nWAGTAIL_SITE_NAME')
    said = project.manage("check", "--fail-level", "WARNING", fails=True).stderr
    assert "just before Wagtail's own line" in said
    assert "no option “MAX_AEG”" in said
