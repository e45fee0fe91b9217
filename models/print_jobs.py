"""Print jobs: rows that wait, fail and succeed, and that a restart finds again (R70)."""

from models.book import Book, Row
from models.loose_paper import LoosePaper
from models.once import answered, first, remember
from models.paper import Job, NoSuchJob, Paper

JOBS_SHOWN = 200
_JOB = """
SELECT j.id, coalesce(d.number, x.about), coalesce(p.kind, x.kind), coalesce(p.version, 1), p.id, p.sha256, j.state,
  j.copy_no, j.tries, j.error, j.at, x.id, x.ending
FROM print_job j LEFT JOIN paper p ON p.id = j.paper_id LEFT JOIN document d ON d.id = p.document_id
LEFT JOIN loose_paper x ON x.id = j.loose_id """


def new_job(book: Book, *, paper_id: int | None = None, loose_id: int | None = None) -> Job:
    """A wish to print a stored original once: a document's (`paper_id`), or one that belongs to none (`loose_id`).
    Raises NoSuchJob when the original is not there."""
    table, column = ("paper", "paper_id") if loose_id is None else ("loose_paper", "loose_id")
    original = paper_id if loose_id is None else loose_id
    with book.write():
        if book.value(f"SELECT id FROM {table} WHERE id = ?", original) is None:  # noqa: S608
            raise NoSuchJob()
        if not first(book):
            return job(book, job_id=int(answered(book)))
        copies = f"SELECT coalesce(max(copy_no), 0) + 1 FROM print_job WHERE {column} = ?"  # noqa: S608
        id_ = book.insert(
            "print_job",
            **{column: original},
            state="waiting",
            copy_no=book.value(copies, original),
            station_id=book.station_id,
            at=book.stamp(),
        )
        remember(book, str(id_))
    return job(book, job_id=id_)


def job(book: Book, *, job_id: int) -> Job:
    """One job. Raises NoSuchJob."""
    row = book.row(_JOB + "WHERE j.id = ?", job_id)
    if row is None:
        raise NoSuchJob()
    return _job(row)


def content(book: Book, *, job_id: int) -> bytes:
    """The bytes of the original that a job prints. Raises NoSuchJob."""
    found = book.value(
        "SELECT coalesce(p.content, x.content) FROM print_job j LEFT JOIN paper p ON p.id = j.paper_id "
        "LEFT JOIN loose_paper x ON x.id = j.loose_id WHERE j.id = ?",
        job_id,
    )
    if found is None:
        raise NoSuchJob()
    return bytes(found)


def jobs(book: Book) -> tuple[Job, ...]:
    """This station's jobs: those that are not done first, then the newest."""
    rows = book.rows(
        _JOB
        + "WHERE j.station_id = ? ORDER BY CASE j.state WHEN 'printed' THEN 1 ELSE 0 END, j.id DESC LIMIT ?",
        book.station_id,
        JOBS_SHOWN,
    )
    return tuple(_job(row) for row in rows)


def printed(book: Book, *, job_id: int) -> Job:
    """The printer took it. Raises NoSuchJob."""
    return _set(book, job_id, "printed", "")


def failed(book: Book, *, job_id: int, reason: str) -> Job:
    """The printer did not take it; it can be tried again. Raises NoSuchJob."""
    return _set(book, job_id, "failed", reason)


def _set(book: Book, job_id: int, state: str, error: str) -> Job:
    with book.write():
        book.execute(
            "UPDATE print_job SET state = ?, error = ?, tries = tries + 1 "
            "WHERE id = ? AND state <> 'printed'",
            state,
            error,
            job_id,
        )
    return job(book, job_id=job_id)


def _job(row: Row) -> Job:
    id_, number, kind, version, paper, digest, state, copy, tries, error, at, loose, ending = row
    if loose is None:
        name = Paper(paper, number, kind, version, digest).file_name
    else:
        name = LoosePaper(loose, kind, number, ending).file_name
    return Job(id_, number, kind, version, name, state, copy, tries, error, at, ending or "pdf")
