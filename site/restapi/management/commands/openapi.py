"""`manage.py openapi`: the description of the API, as it stands in docs/openapi.json."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from restapi.schemas.openapi import document


class Command(BaseCommand):
    """Prints the document of OpenAPI."""

    help = "Print the description of the API (OpenAPI 3.1, JSON)."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it with a line for each value, so that a changed contract is a visible change."""
        self.stdout.write(json.dumps(document(), ensure_ascii=False, indent=1))
