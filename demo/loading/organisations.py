"""The town's organisations: a page, a collection of files and a group of editors for each."""

from dataclasses import dataclass
from datetime import date

from wagtail.models import Collection

from demo.loading import markup
from demo.loading.people import People, give_school_role
from demo.loading.pictures import Gallery
from demo.loading.publishing import Publisher
from demo.records import Organisation, Town
from home.models import OrganisationIndexPage, OrganisationPage
from home.roles import organisation_collection


@dataclass(frozen=True)
class Organisations:
    """The pages and the collections of the organisations, by key."""

    pages: dict[str, OrganisationPage]
    collections: dict[str, Collection]

    def named(self, names: tuple[str, ...]) -> list[OrganisationPage]:
        """Return the organisations among these names, by any name of theirs in any letter case."""
        known = {name.casefold(): page for page in self.pages.values() for name in page.names}
        found = [known[name.casefold()] for name in names if name.casefold() in known]
        return list({page.pk: page for page in found}.values())


def make_organisations(
    section: OrganisationIndexPage,
    town: Town,
    publisher: Publisher,
    gallery: Gallery,
    people: People,
    parent: Collection,
    day: date,
) -> Organisations:
    """Make all organisations."""
    made = Organisations({}, {})
    for record in town.organisations:
        page = _page(record)
        collection = organisation_collection(page, parent)
        owner = people.editor(record.key)
        page.picture = gallery.picture(record.photo, collection, owner)
        made.pages[record.key] = publisher.publish(section, page, f"organisations/{record.key}", day, owner)
        made.collections[record.key] = collection
        give_school_role(people, record, made.pages[record.key], collection)
    return made


def _page(record: Organisation) -> OrganisationPage:
    return OrganisationPage(
        title=record.title,
        slug=record.key,
        kind=record.kind,
        full_name=record.full_name,
        other_names="\n".join(record.aliases),
        lead=record.lead,
        district=record.district,
        address=record.address,
        phone=record.phone,
        email=record.email,
        website=record.website,
        body=markup.paragraphs(record.about),
    )
