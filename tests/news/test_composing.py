"""The best photos are picked on the desk, and news is made of them."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.models import Picture
from news.models import EventReportPage, NewsPage, PickedPhoto
from tests.factories import HASHTAG, EventReportPageFactory, NewsIndexPageFactory
from tests.news.test_reviewing import DESK, PUBLISHED, do, key, press, said, sent
from tests.restapi.town import PRESS, SCHOOL, Town

__all__ = ["press"]


def public(town: Town, **values: Any) -> EventReportPage:
    """Return a public report with three photos, one without a description."""
    values = {"photos": 3, "hashtags": [HASHTAG], **values}
    report: EventReportPage = EventReportPageFactory(parent=town.school, **values)
    for number, photo in enumerate(report.photos.all()):
        photo.alt, photo.caption = f"Дети у липы {number}", f"Подпись {number}"
        photo.is_decorative = number == 2
        photo.save()
    return report


def keys(report: EventReportPage) -> list[str]:
    return [f"{report.pk}-{photo.picture_id}" for photo in report.photos.all()]


def tick(client: Client, address: str, report: EventReportPage, *ticked: str) -> None:
    assert client.post(address, {"shown": report.pk, "photo": ticked, "act": "keep"}).status_code == 302


def picked(town: Town) -> list[str]:
    return [pick.key for pick in PickedPhoto.objects.filter(user=town.people[PRESS])]


def make(client: Client, **given: Any) -> tuple[NewsPage | None, list[str]]:
    """Press «Новость из выбранного»; return the draft, None where there is none, and what is said."""
    before = set(NewsPage.objects.values_list("pk", flat=True))
    response = client.post(PUBLISHED, {"act": "news", **given}, follow=True)
    assert response.status_code == 200
    made = NewsPage.objects.exclude(pk__in=before).first()
    if made:
        assert response.redirect_chain[0][0] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    draft: NewsPage | None = made.get_latest_revision_as_object() if made else None
    return draft, said(response)


def pictures_in(news: NewsPage) -> list[tuple[int, str, str]]:
    return [
        (block.value["image"].pk, block.value["image"].contextual_alt_text or "", block.value["caption"])
        for block in news.body
        if block.block_type == "picture"
    ]


def test_the_choice_stays_from_one_screen_to_the_next(press: Client, town: Town) -> None:
    first, second = public(town, title="Липы"), sent(town, title="Клёны", photos=2)
    tick(press, PUBLISHED, first, keys(first)[1])
    tick(press, DESK, second, keys(second)[0])
    tick(press, PUBLISHED, first, keys(first)[1], keys(first)[0])
    assert picked(town) == [keys(first)[1], keys(second)[0], keys(first)[0]]
    page = press.get(DESK).content.decode()
    assert f'value="{keys(second)[0]}" checked' in page
    assert f'value="{keys(second)[1]}" checked' not in page
    assert "Выбрано: 3\xa0фото" in page
    tick(press, DESK, second)
    assert picked(town) == [keys(first)[1], keys(first)[0]]
    do(press, act="forget")
    assert picked(town) == []


def test_only_photos_of_reports_that_one_sees_are_picked(press: Client, town: Town) -> None:
    stranger = public(town)
    draft = town.foreign_draft
    tick(press, DESK, draft, *keys(draft))
    tick(press, DESK, stranger, *keys(draft), f"{stranger.pk}-{draft.photos.first().picture_id}", "x-1", "-")
    assert picked(town) == []


def test_news_of_one_report(press: Client, town: Town) -> None:
    item = town.tree.report.plan_item
    assert item
    report = public(town, title="Липовая аллея", plan_item=item, lead="Школа посадила аллею.")
    chosen = keys(report)
    tick(press, PUBLISHED, report, chosen[1])
    tick(press, PUBLISHED, report, *chosen)
    news, told = make(press)
    assert news
    assert told[0].strip().startswith("Черновик новости готов")
    assert (news.title, news.lead, news.live) == ("Липовая аллея", "Школа посадила аллею.", False)
    order = [report.photos.all()[place] for place in (1, 0, 2)]
    alts = ["Дети у липы 1", "Дети у липы 0", ""]
    assert pictures_in(news) == [
        (photo.picture_id, alt, photo.caption) for photo, alt in zip(order, alts, strict=True)
    ]
    assert (news.picture_id, news.picture_caption) == (order[0].picture_id, "Подпись 1")
    text = news.body[0].value.source
    for words in (
        town.school.title,
        item.title,
        "25\xa0человек",
        "Школьный двор",
        f'<a linktype="page" id="{report.pk}">Липовая аллея</a>',
    ):
        assert words in text
    assert news.subjects == [HASHTAG]
    assert news.owner == town.people[PRESS]
    assert picked(town) == []
    news.get_latest_revision().publish()
    assert NewsPage.objects.get(pk=news.pk).live


def test_news_of_several_reports(press: Client, town: Town) -> None:
    item = town.tree.report.plan_item
    first = public(town, plan_item=item)
    second = EventReportPageFactory(parent=town.other_school, plan_item=item, hashtags=["Птицы", HASHTAG])
    tick(press, PUBLISHED, second, *keys(second))
    tick(press, PUBLISHED, first, keys(first)[0])
    news, _told = make(press)
    assert news
    assert item
    assert news.title == f"{item.title}: как это было"
    assert [block.block_type for block in news.body] == ["paragraph", "picture", "paragraph", "picture"]
    assert f"{town.other_school.title}, {town.school.title}" in news.lead
    assert "50\xa0человек" in news.lead
    assert set(news.subjects) == {"Птицы", HASHTAG}
    assert f"{second.pk}-{news.picture_id}" == keys(second)[0]


def test_reports_about_different_things_and_without_photos(press: Client, town: Town) -> None:
    first, second = public(town, plan_item=town.tree.report.plan_item), public(town, photos=0)
    news, _told = make(press, report=[f"{first.pk}-0", f"{second.pk}-0"])
    assert news
    assert news.title == f"Что сделали: {town.school.title}"
    assert (pictures_in(news), news.picture) == ([], None)
    assert [block.block_type for block in news.body] == ["paragraph", "paragraph"]


def test_a_picture_that_was_withdrawn_meanwhile_is_left_out(press: Client, town: Town) -> None:
    report = public(town)
    tick(press, PUBLISHED, report, *keys(report)[:2])
    Picture.objects.get(pk=report.photos.first().picture_id).delete()
    news, _told = make(press)
    assert news
    assert [pk for pk, *_rest in pictures_in(news)] == [report.photos.first().picture_id]


def test_a_report_that_is_not_public_needs_the_consents_and_the_editor_says_so(
    press: Client, town: Town
) -> None:
    good, bare = sent(town, title="Липы"), sent(town, title="Клёны", consent=False)
    for report in (good, bare):
        tick(press, DESK, report, *keys(report))
    news, told = make(press)
    assert news
    assert [pk for pk, *_rest in pictures_in(news)] == [good.photos.first().picture_id]
    words = " ".join(told)
    assert "«Клёны» не взят: согласия" in words
    assert "Отчёт «Липы» ещё не опубликован" in words
    do(press, approve=key(good))
    editor = press.get(reverse("wagtailadmin_pages:edit", args=[news.pk]))
    assert "ещё не опубликован" not in " ".join(said(editor))


def test_a_report_that_was_returned_meanwhile_is_left_out(press: Client, town: Town) -> None:
    report = sent(town)
    tick(press, DESK, report, *keys(report))
    do(press, **{"return": key(report), f"reason-{key(report)}": "Кто на фото?"})
    news, told = make(press)
    assert news is None
    assert "больше не на проверке" in told[0]
    assert "Новость не создана" in told[1]
    assert picked(town) == keys(report)


def test_nothing_ticked_makes_nothing(press: Client, town: Town) -> None:
    assert make(press) == (None, ["Новость не создана: отметьте фотографии или отчёты."])


def test_the_section_is_chosen_among_those_one_may_add_to(
    press: Client, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    other = NewsIndexPageFactory(title="Новости школ")
    report = public(town)
    assert "Новости школ" in press.get(PUBLISHED).content.decode()
    news, _told = make(press, report=f"{report.pk}-0")
    assert news
    assert news.get_parent().pk == town.tree.news_index.pk
    news, _told = make(press, report=f"{report.pk}-0", section=other.pk)
    assert news
    assert news.get_parent().pk == other.pk
    with caplog.at_level(logging.WARNING):
        news, told = make(press, report=f"{report.pk}-0", section=town.school.pk)
    assert (news, told) == (None, ["В этот раздел вы не можете добавлять новости."])
    assert "may add no news" in caplog.text


def test_another_ones_choice_is_not_touched(press: Client, town: Town) -> None:
    report = public(town)
    picture = report.photos.first().picture
    PickedPhoto.objects.create(user=town.people[SCHOOL], report=report, picture=picture)
    tick(press, PUBLISHED, report)
    do(press, act="forget")
    assert PickedPhoto.objects.count() == 1
