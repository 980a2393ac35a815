"""The one exception of reading."""


class UnreadableDocument(Exception):
    """A file that holds no readable document; its text is a Russian sentence for the person who sent it."""
