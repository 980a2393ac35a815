"""How far a person reaches in the admin: what is public, and what is the person's own to work with. The rest is hidden.

Wagtail asks for rights where something is changed; lists to choose from, addresses that only tell of a page, and
numbers sent in a form show everybody's drafts to every editor. Here that is closed in one place for all of them.
"""
