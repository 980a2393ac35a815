"""Official documents and plans."""

from plans.models.amendments import Amendment, ChangeParty, PlanChange, PublicEdition
from plans.models.imports import DocumentImport
from plans.models.items import PlanItem, PlanSection
from plans.models.orders import OrderIndexPage, OrderPage, OrderPageHashtag
from plans.models.plans import PlanPage, PlanPageHashtag

__all__ = [
    "Amendment",
    "ChangeParty",
    "DocumentImport",
    "OrderIndexPage",
    "OrderPage",
    "OrderPageHashtag",
    "PlanChange",
    "PlanItem",
    "PlanPage",
    "PlanPageHashtag",
    "PlanSection",
    "PublicEdition",
]
