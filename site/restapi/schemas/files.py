"""Lists of pictures and files."""

from restapi.schemas.answers import Batching, Identified
from restapi.schemas.values import File, Picture


class FileBatch(Identified):
    """A batch of files."""

    items: list[File]
    items_total: int
    batching: Batching | None = None


class PictureBatch(Identified):
    """A batch of pictures."""

    items: list[Picture]
    items_total: int
    batching: Batching | None = None
