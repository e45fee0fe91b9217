"""What this station was entering when it stopped, whatever stopped it: offered again at the next start (R38, R75)."""

from dataclasses import dataclass

from models.book import Book


@dataclass(frozen=True)
class Unfinished:
    """An open document of goods with what was entered on it: the line of the newest entry, its count, and how many are
    wanted there (0 for a counted line). A count has no line, and in `item` what it counts."""

    document: str
    kind: str
    line_id: int
    item: str
    name: str
    count: int
    wanted: int
    at: str


def unfinished(book: Book) -> Unfinished | None:
    """The document this station made the newest entry on, if it still is a draft."""
    listed, counted = _listed(book), _counted(book)
    if listed is None or counted is None:
        return listed or counted
    return counted if counted.at > listed.at else listed


def _counted(book: Book) -> Unfinished | None:
    row = book.row(
        "SELECT d.number, d.kind, 0, coalesce(l.number, i.number), coalesce(l.name, i.name), "
        "(SELECT CAST(sum(x.quantity) AS BIGINT) FROM counted x WHERE x.document_id = d.id), 0, c.at FROM counted c "
        "JOIN document d ON d.id = c.document_id JOIN count_scope k ON k.document_id = d.id "
        "LEFT JOIN location l ON l.id = k.location_id LEFT JOIN item i ON i.id = k.item_id "
        "WHERE c.station_id = ? AND c.open = 1 AND d.status = 'draft' ORDER BY c.id DESC LIMIT 1",
        book.station_id,
    )
    return Unfinished(*row) if row else None


def _listed(book: Book) -> Unfinished | None:
    row = book.row(
        "SELECT d.number, d.kind, l.id, i.number, i.name, (SELECT count(*) FROM entry x WHERE x.line_id = l.id), "
        "CASE WHEN l.way = 'counted' THEN 0 ELSE l.quantity END, e.at FROM entry e JOIN document d ON d.id = e.document_id "
        "JOIN document_line l ON l.id = e.line_id JOIN item i ON i.id = l.item_id "
        "WHERE e.station_id = ? AND (d.status = 'draft' AND d.kind IN ('GR', 'AD', 'SH', 'IN', 'CN', 'MV', 'RP', 'RS') "
        "OR d.kind = 'RP' AND d.status = 'open') ORDER BY e.id DESC LIMIT 1",
        book.station_id,
    )
    return Unfinished(*row) if row else None
