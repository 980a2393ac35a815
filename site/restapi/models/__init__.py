"""What the plugin keeps: a module for each subject."""

from restapi.models.changes import Change
from restapi.models.credentials import Login, TokenTerms
from restapi.models.idempotency import IdempotentAnswer
from restapi.models.stamps import Stamp
from restapi.models.uploads import Upload
from restapi.models.webhooks import Delivery, Webhook

__all__ = ["Change", "Delivery", "IdempotentAnswer", "Login", "Stamp", "TokenTerms", "Upload", "Webhook"]
