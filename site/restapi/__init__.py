"""Plone-style JSON for any Wagtail page: negotiation, services, errors."""
