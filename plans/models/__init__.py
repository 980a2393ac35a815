"""Official documents and plans."""

from plans.models.imports import DocumentImport
from plans.models.items import PlanItem, PlanSection
from plans.models.orders import OrderIndexPage, OrderPage, OrderPageHashtag
from plans.models.plans import PlanPage, PlanPageHashtag

__all__ = [
    "DocumentImport",
    "OrderIndexPage",
    "OrderPage",
    "OrderPageHashtag",
    "PlanItem",
    "PlanPage",
    "PlanPageHashtag",
    "PlanSection",
]
