"""What the plans' templates show of responsible parties."""

from dataclasses import dataclass
from types import SimpleNamespace

from plans.templatetags.parties import Party, linked_parties


@dataclass(eq=False)
class School:
    """An organisation that no database knows; each is another one, as pages are."""

    names: list[str]
    url: str


def test_a_party_that_is_known_by_any_of_its_names_is_a_link() -> None:
    school = School(names=["Школа № 3", "МБОУ «СОШ № 3»"], url="/school-3/")
    item = SimpleNamespace(
        parties=["МБОУ СОШ №3", "Руководители школ"], organisations=SimpleNamespace(all=lambda: [school])
    )
    assert linked_parties(item) == [Party("МБОУ СОШ №3", "/school-3/"), Party("Руководители школ")]
