"""How a statement and its values are said to each of the two databases. Pure."""

import json
import re
from collections.abc import Sequence
from functools import cache

NEVER_KEPT = "\uffff"  # stands for a character no database keeps: a lookup with it finds nothing
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def as_json(rows: Sequence[object]) -> str:
    """Rows for `Book.batch`, as the one JSON parameter it takes."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED_NUL.sub(r"\1\\uffff", text) if r"\u0000" in text else text


def bound(values: Sequence[object]) -> list[object]:
    """Values as both databases take them. What enters the book is checked by its verb; what is only looked for may be
    anything a scanner, a terminal or a file can hold, and is then simply not there."""
    return [
        (value if value.isascii() and "\x00" not in value else _UNKEEPABLE.sub(NEVER_KEPT, value))
        if isinstance(value, str)
        else max(-(2**63), min(value, 2**63 - 1))
        if isinstance(value, int)
        else value
        for value in values
    ]


@cache
def said(sql: str, lite: bool) -> str:
    """A statement with `?` for its values, as SQLite (`lite`) or PostgreSQL takes it."""
    return sql if lite else sql.replace("%", "%%").replace("?", "%s")


@cache
def table_of(columns: str, lite: bool) -> str:
    """A table made of one JSON parameter, for columns such as "n int, serial text"."""
    parts = []
    for n, column in enumerate(columns.split(",")):
        name, kind = column.split()
        if lite:
            parts.append(f"json_extract(value, '$[{n}]') AS {name}")
        else:
            cast = {"int": "bigint", "text": "text"}[kind]
            parts.append(
                f'(value->>{n})::{cast} COLLATE "C" AS {name}'
                if kind == "text"
                else f"(value->>{n})::{cast} AS {name}"
            )
    source = "json_each(?)" if lite else "json_array_elements(?::json)"
    return f"(SELECT {', '.join(parts)} FROM {source})"  # noqa: S608
