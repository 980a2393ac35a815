"""Pages are made, changed and deleted by JSON, as the admin would, with its rights and its moderation."""

import base64
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image
from wagtail.images.blocks import ImageBlock
from wagtail.models import APIToken, Collection, Page, PageLogEntry

from home import roles
from home.models import OrganisationPage, Picture
from news.models import EventReportPage, NewsPage
from restapi.writing.held import files_of
from search.models import CatalogEntry
from tests.factories import DocumentFactory, OrganisationPageFactory, PictureFactory, Tree

Send = Callable[..., Any]


def bearer(user: User) -> dict[str, str]:
    return {"authorization": f"Bearer {APIToken.create_token(user=user, name='t')[1]}"}


@pytest.fixture
def send(client: Client) -> Send:
    """Return a function that sends JSON by a method; `status` is what it must be answered with."""

    def send(
        method: str, path: str, body: Any = None, user: User | None = None, status: int = 200, **headers: str
    ) -> Any:
        response = client.generic(
            method,
            path,
            data=_json(body),
            content_type="application/json",
            headers={"accept": "application/json", **(bearer(user) if user else {}), **headers},
        )
        assert response.status_code == status, (method, path, response.content.decode()[:1000])
        return response.json() if response.content else None

    return send


def _json(body: Any) -> str:
    return body if isinstance(body, str) else json.dumps(body)


@pytest.fixture
def press(tree: Tree) -> User:
    user: User = User.objects.create_user("press")
    user.groups.add(roles.press_service(tree.home))
    return user


@pytest.fixture
def school_editor(tree: Tree, press: User) -> User:
    roles.review(tree.home, press.groups.get())
    user: User = User.objects.create_user("editor")
    user.groups.add(roles.school_editors(tree.school, roles.organisation_collection(tree.school)))
    return user


def news(**more: Any) -> dict[str, Any]:
    return {
        "@type": "news.NewsPage",
        "title": "Открыт набор в кружки",
        "description": "С первого сентября",
        "subjects": ["НеделяДобра", "Кружки"],
        "blocks": {"b": {"@type": "paragraph", "value": "<p>Приходите <b>все</b>.</p>"}},
        "blocks_layout": {"items": ["b"]},
        **more,
    }


def jpeg() -> str:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    return base64.b64encode(file.getvalue()).decode()


class TestCreate:
    def test_a_press_officer_makes_a_draft_and_publishes_at_once(
        self, send: Send, tree: Tree, press: User, client: Client
    ) -> None:
        section = tree.news.get_parent()
        made = send("POST", section.url, news(), press, 201)
        assert made["review_state"] == "private"
        assert made["id"] == "otkryt-nabor-v-kruzhki"
        page = NewsPage.objects.get(slug=made["id"])
        assert not page.live
        assert page.owner == press
        assert set(page.subjects) == {"НеделяДобра", "Кружки"}
        assert page.lead == "С первого сентября"
        assert page.body[0].value.source.endswith(">Приходите <b>все</b>.</p>")
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create", user=press).exists()

        public = send("POST", section.url, news(review_state="published"), press, 201)
        assert public["review_state"] == "published"
        assert public["id"] == "otkryt-nabor-v-kruzhki-1"
        assert CatalogEntry.objects.filter(url__endswith="/otkryt-nabor-v-kruzhki-1/").exists()
        shown = client.get(public["@id"], headers={"accept": "application/json"}).json()
        assert shown["blocks"][shown["blocks_layout"]["items"][0]]["value"]["data"].startswith("<p>Приходите")

    def test_what_was_read_can_be_sent_back_whole(self, send: Send, tree: Tree, press: User) -> None:
        for page in (tree.news, tree.order, tree.plan, tree.report, tree.school, tree.about):
            # The first time the editor puts paragraphs around what has none.
            send("PATCH", page.url, send("GET", page.url, user=press), press, 204)
            read = send("GET", page.url, user=press)
            send("PATCH", page.url, read, press, 204)
            again = send("GET", page.url, user=press)
            for name in read.keys() - {"modified", "@components", "lock"}:
                assert again[name] == read[name], (page, name)

    def test_what_a_school_posts_lands_in_moderation(
        self, send: Send, tree: Tree, school_editor: User
    ) -> None:
        made = send("POST", tree.school.url, report(), school_editor, 201)
        assert made["review_state"] == "pending"
        page = EventReportPage.objects.get(slug=made["id"])
        assert page.workflow_in_progress
        assert not page.live
        draft = send("POST", tree.school.url, report(review_state="private"), school_editor, 201)
        assert draft["review_state"] == "private"
        send("POST", tree.school.url, report(review_state="published"), school_editor, 403)

    def test_a_picture_comes_with_the_report_that_shows_it(
        self, send: Send, tree: Tree, school_editor: User
    ) -> None:
        photo = {"data": jpeg(), "encoding": "base64", "content-type": "image/jpeg", "filename": "a.jpg"}
        body = report(photos=[{"picture": photo, "caption": "Двор", "alt": "Дети"}], consent=True)
        made = send("POST", tree.school.url, body, school_editor, 201)
        draft = EventReportPage.objects.get(slug=made["id"]).get_latest_revision_as_object()
        picture = draft.photos.all()[0].picture
        assert picture.uploaded_by_user == school_editor
        assert picture.collection.name == tree.school.title

    def test_a_refused_write_leaves_no_picture(self, send: Send, tree: Tree, school_editor: User) -> None:
        before = Picture.objects.count()
        photo = {"data": jpeg(), "filename": "a.jpg"}
        # Photos without the statement that consents exist may not go to moderation.
        body = report(photos=[{"picture": photo, "caption": "Двор"}])
        refused = send("POST", tree.school.url, body, school_editor, 400)
        assert ["body", "consent"] in [error["loc"] for error in refused["errors"]]
        assert Picture.objects.count() == before

    @pytest.mark.parametrize(
        ("body", "loc"),
        [
            ({}, "@type"),
            ({"@type": "no.Such"}, "@type"),
            ({"@type": "home.HomePage", "title": "x"}, "@type"),
            (news(title=""), "title"),
            (news(title=None), "title"),
            (news(title=["a"]), "title"),
            (news(live=True), "live"),
            (news(owner=1), "owner"),
            (news(path="0001"), "path"),
            (news(locked=True), "locked"),
            (news(numchild=7), "numchild"),
            (news(blocks={"b": {"@type": "no", "value": 1}}), "blocks"),
            (news(blocks={"b": 1}), "blocks"),
            (news(blocks=[]), "blocks"),
            (news(blocks_layout={"items": []}), "blocks_layout"),
            (news(date="tomorrow"), "date"),
            (news(picture=999999), "picture"),
            (news(picture={"data": "%%%", "filename": "a.jpg"}), "picture"),
            (news(picture={"data": "AAAA", "filename": "a.jpg"}), "picture"),
            (news(review_state="gone"), "review_state"),
            (news(subjects="x"), "subjects"),
            (news(id="нельзя/так"), "id"),
            (
                news(body={"blocks": {str(n): {"@type": "heading", "value": "x"} for n in range(10000)}}),
                "body",
            ),
        ],
    )
    def test_bad_bodies_are_told_where_they_are_bad(
        self, send: Send, tree: Tree, press: User, body: Any, loc: str
    ) -> None:
        before = Page.objects.count()
        problem = send("POST", tree.news.get_parent().url, body, press, 400)
        assert any(error["loc"][1] == loc for error in problem["errors"]), problem["errors"]
        assert Page.objects.count() == before

    @pytest.mark.parametrize(
        "body",
        ["", "{", "[]", "null", "1", '"x"', "[" * 20000, '{"a": 1e999}', '{"@type": "a", "@type": "b"}'],
    )
    def test_what_is_no_object_is_refused(self, send: Send, tree: Tree, press: User, body: str) -> None:
        send("POST", tree.news.get_parent().url, body, press, 400)

    def test_nobody_and_the_wrong_people_write_nothing(
        self, send: Send, tree: Tree, school_editor: User
    ) -> None:
        section = tree.news.get_parent().url
        send("POST", section, news(), None, 401)
        send("POST", section, news(), school_editor, 403)
        other = OrganisationPageFactory()
        send("POST", other.url, report(), school_editor, 403)

    def test_scripts_and_foreign_schemes_do_not_survive(self, send: Send, tree: Tree, press: User) -> None:
        evil = '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>'
        body = news(blocks={"b": {"@type": "paragraph", "value": {"data": evil}}})
        made = send("POST", tree.news.get_parent().url, body, press, 201)
        text = NewsPage.objects.get(slug=made["id"]).body[0].value.source
        assert "script" not in text
        assert "onclick" not in text

    def test_a_link_to_a_page_survives_its_move(self, send: Send, tree: Tree, press: User) -> None:
        body = news(
            blocks={"b": {"@type": "paragraph", "value": f'<p><a href="{tree.order.url}">приказ</a></p>'}}
        )
        made = send("POST", tree.news.get_parent().url, body, press, 201)
        text = NewsPage.objects.get(slug=made["id"]).body[0].value.source
        assert 'linktype="page"' in text
        assert f'id="{tree.order.pk}"' in text


def report(**more: Any) -> dict[str, Any]:
    return {
        "@type": "news.EventReportPage",
        "title": "Сажали деревья",
        "start": "2026-10-05",
        "blocks": {"b": {"@type": "paragraph", "value": "<p>Посадили сад.</p>"}},
        "blocks_layout": {"items": ["b"]},
        "participants": [{"category": "pupils", "count": 20}],
        **more,
    }


class TestUpdate:
    def test_a_press_officer_changes_what_is_public_at_once(
        self, send: Send, tree: Tree, press: User
    ) -> None:
        texts = [str(block) for block in tree.news.body]
        send("PATCH", tree.news.url, {"title": "Новое имя"}, press, 204)
        page = NewsPage.objects.get(pk=tree.news.pk)
        assert page.title == "Новое имя"
        keys = re.compile(r' data-block-key="\w+"')  # the editor numbers paragraphs
        assert [keys.sub("", str(block)) for block in page.body] == [keys.sub("", text) for text in texts]
        assert CatalogEntry.objects.pages().get(page=page).title == "Новое имя"

    def test_it_can_be_shown_at_once(self, send: Send, tree: Tree, press: User) -> None:
        shown = send("PATCH", tree.news.url, {"title": "Имя"}, press, 200, prefer="return=representation")
        assert shown["title"] == "Имя"

    def test_null_clears(self, send: Send, tree: Tree, press: User) -> None:
        send("PATCH", tree.news.url, {"description": None, "picture": None}, press, 204)
        page = NewsPage.objects.get(pk=tree.news.pk)
        assert page.lead == ""
        assert page.picture is None

    def test_a_school_changes_its_public_report_by_moderation(
        self, send: Send, tree: Tree, school_editor: User
    ) -> None:
        send("PATCH", tree.report.url, {"title": "Иначе"}, school_editor, 204)
        page = EventReportPage.objects.get(pk=tree.report.pk)
        assert page.title == tree.report.title
        assert page.get_latest_revision_as_object().title == "Иначе"
        assert page.workflow_in_progress

    def test_rows_are_known_again(self, send: Send, tree: Tree, press: User) -> None:
        read = send("GET", tree.plan.url)
        section = read["sections"][0]
        uids = [item["uid"] for item in section["items"]]
        section["items"][0]["title"] = "Другое название"
        section["items"].append({"title": "Новый пункт", "deadline": "до 5 мая"})
        send("PATCH", tree.plan.url, {"sections": read["sections"]}, press, 204)
        items = send("GET", tree.plan.url)["sections"][0]["items"]
        assert [item["uid"] for item in items][: len(uids)] == uids
        assert items[0]["title"] == "Другое название"
        assert items[-1]["title"] == "Новый пункт"
        send("PATCH", tree.plan.url, {"sections": [{**section, "items": section["items"][1:2]}]}, press, 204)

    def test_consent_cannot_be_taken_back_under_published_photos(
        self, send: Send, tree: Tree, press: User
    ) -> None:
        assert tree.report.photos.exists()
        send("PATCH", tree.report.url, {"consent": False}, press, 400)
        assert EventReportPage.objects.get(pk=tree.report.pk).consent

    def test_other_schools_pages_and_pictures_are_not_for_the_asking(
        self, send: Send, tree: Tree, school_editor: User
    ) -> None:
        other = OrganisationPageFactory()
        send("PATCH", other.url, {"title": "x"}, school_editor, 403)
        foreign = PictureFactory(collection=roles.organisation_collection(other))
        body = {"photos": [{"picture": foreign.pk}]}
        problem = send("PATCH", tree.report.url, body, school_editor, 400)
        assert problem["errors"][0]["loc"] == ["body", "photos", 0, "picture"]

    def test_pictures_that_a_reviewer_has_brought_may_stay_where_they_are(
        self, send: Send, tree: Tree, press: User, school_editor: User
    ) -> None:
        brought = PictureFactory(collection=Collection.get_first_root_node().add_child(name="Пресс-служба"))
        with_picture = {"photos": [{"picture": brought.pk, "alt": "Сад"}]}
        body = {**with_picture, "review_state": "private"}
        send("PATCH", tree.report.url, body, press, 204)
        send("PATCH", tree.report.url, {**body, "title": "Исправлено"}, school_editor, 204)
        draft = EventReportPage.objects.get(pk=tree.report.pk).get_latest_revision_as_object()
        assert (draft.title, draft.photos.get().picture) == ("Исправлено", brought)
        own = {"@type": "news.EventReportPage", "title": "Свой", **with_picture}
        problem = send("POST", tree.school.url, {**own, "review_state": "private"}, school_editor, 400)
        assert ["body", "photos", 0, "picture"] in [mistake["loc"] for mistake in problem["errors"]]

    def test_the_pictures_of_a_page_are_those_of_its_field_and_its_stream(self, tree: Tree) -> None:
        lead, inside = PictureFactory(), PictureFactory()
        image = {"image": inside.pk, "alt_text": "Сад", "decorative": False}
        tree.news.picture = lead
        tree.news.body = [("picture", {"image": ImageBlock().to_python(image), "caption": ""})]
        assert set(files_of(tree.news)) == {(Picture, lead.pk), (Picture, inside.pk)}

    def test_foreign_drafts_are_not_there(self, send: Send, tree: Tree, school_editor: User) -> None:
        draft = OrganisationPageFactory(live=False)
        for method in ("PATCH", "DELETE"):
            send(
                method,
                draft.url or f"{draft.get_parent().url}{draft.slug}/",
                {"title": "x"},
                school_editor,
                404,
            )
        assert OrganisationPage.objects.filter(pk=draft.pk).exists()

    def test_put_is_no_method(self, send: Send, tree: Tree, press: User) -> None:
        send("PUT", tree.news.url, {"title": "x"}, press, 405)


class TestDelete:
    def test_a_page_goes(self, send: Send, tree: Tree, press: User) -> None:
        draft = send("POST", tree.news.get_parent().url, news(), press, 201)
        send("DELETE", draft["@id"], None, press, 204)
        assert not Page.objects.filter(slug=draft["id"]).exists()

    def test_not_for_everybody(self, send: Send, tree: Tree, school_editor: User) -> None:
        send("DELETE", tree.news.url, None, None, 401)
        send("DELETE", tree.news.url, None, school_editor, 403)
        send("DELETE", tree.report.url, None, school_editor, 403)
        assert Page.objects.filter(pk__in=[tree.news.pk, tree.report.pk]).count() == 2


class TestHidden:
    def test_an_id_in_rich_text_tells_no_address(self, send: Send, tree: Tree, school_editor: User) -> None:
        draft = OrganisationPageFactory(live=False)
        document = DocumentFactory()
        text = (
            f'<p><a linktype="page" id="{draft.pk}">а</a> <a linktype="document" id="{document.pk}">б</a></p>'
        )
        body = report(blocks={"b": {"@type": "paragraph", "value": text}})
        shown = send("POST", tree.school.url, body, school_editor, 201)
        data = next(iter(shown["blocks"].values()))["value"]["data"]
        assert data == "<p>а б</p>"

    def test_a_link_to_a_file_survives(self, send: Send, tree: Tree, press: User) -> None:
        document = DocumentFactory()
        body = news(
            blocks={"b": {"@type": "paragraph", "value": f'<p><a href="{document.url}">форма</a></p>'}}
        )
        made = send("POST", tree.news.get_parent().url, body, press, 201)
        assert 'linktype="document"' in NewsPage.objects.get(slug=made["id"]).body[0].value.source

    @pytest.mark.parametrize("address", ["/%00", "/a%00b/", "//x:y", "http://[", "/" + "a" * 3000])
    def test_odd_addresses_name_no_page(self, send: Send, tree: Tree, press: User, address: str) -> None:
        link = {"@type": "paragraph", "value": f'<p><a href="{address}">а</a></p>'}
        send("POST", tree.news.get_parent().url, news(blocks={"b": link}), press, 201)
        send("POST", f"{tree.news.get_parent().url}@copy", {"source": address}, press, 400)

    def test_a_missing_text_is_named(self, send: Send, tree: Tree, school_editor: User) -> None:
        body = report(blocks={}, blocks_layout={"items": []})
        problem = send("POST", tree.school.url, body, school_editor, 400)
        assert ["body", "blocks"] in [error["loc"] for error in problem["errors"]]
