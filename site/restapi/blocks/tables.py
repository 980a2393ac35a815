"""Tables with typed columns."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTable

from restapi.blocks.nested import MOST_BLOCKS, unknown_block
from restapi.blocks.registry import BlockKind, Data, keep_block, read_block, register, write_block
from restapi.reading.values import Reading
from restapi.schemas.answers import Answer
from restapi.writing.references import Writing
from restapi.writing.scalars import members, scalar


class Column(Answer):
    """A column of a table: what its cells are, and its heading."""

    type: str
    heading: str


class Table(Answer):
    """A table; each row has a cell for each column."""

    caption: str | None = ""
    columns: list[Column]
    rows: list[list[Any]]


def _read(block: BaseTypedTableBlock, value: TypedTable, reading: Reading) -> dict[str, Any]:
    return {
        "caption": value.caption,
        "columns": [{"type": column["block"].name, "heading": column["heading"]} for column in value.columns],
        "rows": [[read_block(cell.block, cell.value, reading) for cell in row] for row in value.rows],
    }


def _write(block: BaseTypedTableBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    given = members(value, writing)
    columns, rows = given.get("columns") or [], given.get("rows") or []
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise writing.refusal("table", _("A table is an object with “columns” and “rows”, both lists."))
    if len(columns) * max(len(rows), 1) > MOST_BLOCKS * 5:
        raise writing.refusal("too_many", _("The table is too large."))
    data[f"{prefix}-caption"] = scalar(given.get("caption") or "", writing.at("caption"))
    data[f"{prefix}-column-count"] = str(len(columns))
    kinds = []
    for place, column in enumerate(columns):
        here = writing.at("columns", place)
        kind = members(column, here).get("type")
        if not isinstance(kind, str) or kind not in block.child_blocks:
            raise here.refusal("unknown_block", unknown_block(kind, block))
        kinds.append(block.child_blocks[kind])
        data[f"{prefix}-column-{place}-type"] = kind
        data[f"{prefix}-column-{place}-order"] = str(place)
        data[f"{prefix}-column-{place}-deleted"] = ""
        data[f"{prefix}-column-{place}-heading"] = scalar(column.get("heading") or "", here.at("heading"))
    data[f"{prefix}-row-count"] = str(len(rows))
    for number, row in enumerate(rows):
        here = writing.at("rows", number)
        if not isinstance(row, list) or len(row) != len(kinds):
            raise here.refusal("table", _("A row must be a list with a cell for each column."))
        data[f"{prefix}-row-{number}-order"] = str(number)
        data[f"{prefix}-row-{number}-deleted"] = ""
        for place, (kind, cell) in enumerate(zip(kinds, row, strict=True)):
            write_block(kind, cell, f"{prefix}-cell-{number}-{place}", data, here.at(place))


def _keep(block: BaseTypedTableBlock, table: Any, prefix: str, data: Data) -> None:
    columns = table.columns if table else []
    data[f"{prefix}-caption"] = table.caption if table else ""
    data[f"{prefix}-column-count"] = str(len(columns))
    for place, column in enumerate(columns):
        data[f"{prefix}-column-{place}-type"] = column["block"].name
        data[f"{prefix}-column-{place}-order"] = str(place)
        data[f"{prefix}-column-{place}-deleted"] = ""
        data[f"{prefix}-column-{place}-heading"] = column["heading"]
    rows = list(table.row_data) if table else []
    data[f"{prefix}-row-count"] = str(len(rows))
    for number, row in enumerate(rows):
        data[f"{prefix}-row-{number}-order"] = str(number)
        data[f"{prefix}-row-{number}-deleted"] = ""
        for place, (column, cell) in enumerate(zip(columns, row["values"], strict=True)):
            keep_block(column["block"], cell, f"{prefix}-cell-{number}-{place}", data)


def _type(block: BaseTypedTableBlock, name: str, mode: str) -> Any:
    return Table


register(BaseTypedTableBlock, BlockKind(_read, _write, _keep, _type))
