"""What `serialdock check` asks of layouts: widths that come to 100, columns that their document can have, one default."""

from models.layout import CHOICE, FULL

_KNOWN = ", ".join(f"'{kind} {name}'" for kind, names in CHOICE.items() for name in names)
WIDTHS = f"""
SELECT l.name, c.kind, sum(c.width) FROM layout_column c JOIN layout l ON l.id = c.layout_id
GROUP BY l.name, c.kind HAVING sum(c.width) <> {FULL}"""  # noqa: S608
COLUMNS = f"""
SELECT l.name, c.kind, c.name FROM layout_column c JOIN layout l ON l.id = c.layout_id
WHERE c.kind || ' ' || c.name NOT IN ({_KNOWN})"""  # noqa: S608
DEFAULTS = "SELECT k.n FROM (SELECT count(*) AS n FROM layout WHERE is_default = 1) AS k WHERE k.n <> 1"

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("layouts", WIDTHS, "Layout {0}, {1}: the widths come to {2} %."),
    ("layouts", COLUMNS, "Layout {0}, {1}: {2} is no column of it."),
    ("layouts", DEFAULTS, "{0} layouts are the default, not 1."),
)
