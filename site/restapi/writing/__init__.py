"""From JSON to pages, through Wagtail's own forms and actions: rights, moderation, locks and the log hold."""
