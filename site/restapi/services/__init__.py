"""What a client can ask of a page beside its content: a module for each subject."""

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import every module here: its services register themselves."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
