"""The demo's files in the storage: a loading that fails takes back what it has written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage

from demo.loading.marks import FILE_PREFIX

FOLDERS = ("original_images", "images", "documents")


def demo_files() -> set[str]:
    """Return the names of the demo's files: originals, sizes made of them, documents."""
    return {
        f"{folder}/{name}" for folder in FOLDERS for name in _listed(folder) if name.startswith(FILE_PREFIX)
    }


@contextmanager
def taken_back_on_failure() -> Iterator[None]:
    """Delete the demo's files that are written inside, unless all goes well."""
    before = demo_files()
    finished = False
    try:
        yield
        finished = True
    finally:
        if not finished:
            for name in demo_files() - before:
                default_storage.delete(name)


def _listed(folder: str) -> list[str]:
    try:
        return list(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return []
