"""What the catalog says of its own writing, inside the transaction that writes: who keeps a note of it keeps both or none."""

from django.dispatch import Signal

CREATED = "created"  # came into the catalog: everybody may see the page now
CHANGED = "changed"
REMOVED = "removed"  # left the catalog: unpublished, made private, moved to where no site leads, deleted
ALL = frozenset({CREATED, CHANGED, REMOVED})
COMING_AND_GOING = frozenset({CREATED, REMOVED})

# Sent with `kind`, and with `before` and `after`: the entry of the page itself as it was and as it is, None where
# there is none. A change of a page's parts, words or hashtags is one of the page; where nothing differs nothing is sent.
page_written = Signal()
