"""Letters: what happens on the site is told by mail to those whom it concerns, many things in one letter.

Whoever has something to tell posts notices (`posting`) of a kind that is registered (`kinds`); `sending` makes letters
of those that wait. Nothing here knows a page type.
"""
