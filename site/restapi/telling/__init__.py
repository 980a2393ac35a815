"""Telling others what changes: a feed with numbers, webhooks, previews of drafts."""
