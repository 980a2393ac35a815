"""Webhooks in the admin's settings, the log of their deliveries, and the way to a draft in the external front end."""
