"""The official documents of the town: orders with plans, a regulation, minutes, a list of instructions."""

from datetime import date

from demo.documents.instructions import build_instructions
from demo.documents.minutes import build_minutes
from demo.documents.project import build_project_order
from demo.documents.regulation import build_regulation
from demo.documents.technical import build_technical_order
from demo.records import Order

__all__ = ["build_instructions", "build_minutes", "build_orders", "build_regulation"]


def build_orders(today: date) -> tuple[Order, ...]:
    return build_project_order(today), build_technical_order(today)
