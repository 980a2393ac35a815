"""When the sizes of pictures are made: in the background where there is a worker, and then lists are told."""

from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from search import catalog
from search.models import CatalogEntry
from search.pictures import PREVIEW_SIZE, SHARE_SIZE, SIZES, make, pictures_of
from search.records import records_of


@task()
def make_sizes(page_id: int) -> None:
    """Make every listed size of every picture of a page that was published."""
    page = Page.objects.filter(pk=page_id).first()
    if page:
        make_for_page(page)


@task()
def make_sizes_of_picture(picture_id: int) -> None:
    """Make every listed size of a picture that has another file or another centre."""
    picture = get_image_model().objects.filter(pk=picture_id).first()
    if picture:
        make_for_picture(picture)


@task()
def make_previews(picture_ids: list[int]) -> None:
    """Make the smallest size of pictures that are not public yet, for those who judge them: no list shows it alone."""
    for picture in get_image_model().objects.filter(pk__in=picture_ids).prefetch_related("renditions"):
        make(picture, PREVIEW_SIZE)


def make_for_page(page: Page) -> bool:
    """Make the sizes that a page's pictures lack, and write the page's entry with them; returns whether any did.

    Previews in other places show the picture that stands for the page.
    """
    faces = {record.picture.pk: record.picture for record in records_of(page.specific) if record.picture}
    shown = {picture.pk: picture for picture in pictures_of(page)} | faces
    is_changed = False
    for pk, picture in shown.items():
        is_changed |= make(picture, *_sizes(pk in faces))
    if is_changed:
        catalog.write_page(page)
    return is_changed


def make_for_picture(picture: AbstractImage) -> None:
    """Make the sizes that a picture lacks, if a public page shows it, and write the entries of its pages."""
    if not catalog.public_pages().filter(pk__in=catalog.pages_with_picture(picture)).exists():
        return
    make(picture, *_sizes(CatalogEntry.objects.filter(picture=picture).exists()))
    catalog.refresh_picture(picture)


def _sizes(is_face: bool) -> tuple[str, ...]:
    return (*SIZES, SHARE_SIZE) if is_face else SIZES
