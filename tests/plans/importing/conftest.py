"""An imported order."""

import pytest

from plans.models import OrderPage
from tests.plans.importing.updating.editions import imported


@pytest.fixture(params=[False, True], ids=["draft", "public"])
def order(request: pytest.FixtureRequest, db: None) -> OrderPage:
    """The order, imported: once as drafts, once public."""
    return imported(publish=request.param)


@pytest.fixture
def public_order(db: None) -> OrderPage:
    """The order, imported and public."""
    return imported(publish=True)
