"""The blocks of streams: what each kind is in JSON, how it is written, what type it has."""

from restapi.blocks import nested, single, tables, things  # noqa: F401 - they register their kinds
