"""A book whose jobs are all of documents keeps them when paper without a document comes in."""

import shutil
from pathlib import Path

import pytest

from models import paper, print_jobs, upgrade
from models.book import Book
from tests.builders import Warehouse


def test_jobs_of_the_time_before_are_still_there(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, before = upgrade.FOLDER, tmp_path / "before"
    shutil.copytree(whole, before, ignore=shutil.ignore_patterns("__pycache__", "0004*"))
    monkeypatch.setattr(upgrade, "FOLDER", before)
    book = Book(empty_url, "Packing 2")
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", "T1")
    number = house.shipped("TP-80", "T1").document
    kept = book.perform(paper.keep, number=number, kind="delivery-note", content=b"%PDF")
    with book.write():
        for state in ("printed", "failed"):
            book.insert(
                "print_job",
                paper_id=kept.id,
                state=state,
                copy_no=1,
                station_id=book.station_id,
                at=book.stamp(),
            )
    rows = book.rows(
        "SELECT id, paper_id, state, copy_no, tries, error, station_id, at FROM print_job ORDER BY id"
    )
    book.close()
    monkeypatch.setattr(upgrade, "FOLDER", whole)
    book = Book(empty_url, "Packing 2")
    assert rows == book.rows(
        "SELECT id, paper_id, state, copy_no, tries, error, station_id, at FROM print_job ORDER BY id"
    )
    assert [(job.file, job.state) for job in print_jobs.jobs(book)] == [
        (f"{number}.pdf", "failed"),
        (f"{number}.pdf", "printed"),
    ]
    assert book.perform(print_jobs.new_job, paper_id=kept.id).id > rows[-1][0]
    with pytest.raises(Exception, match=r"CHECK|check|constraint"), book.write():
        book.execute("UPDATE print_job SET paper_id = NULL")
    book.close()
