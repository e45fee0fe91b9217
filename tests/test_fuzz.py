"""The short form of `make fuzz`: a few thousand hostile frames from the wire to the book, other ones each day (R2.13)."""

from datetime import date
from pathlib import Path

from tests.fuzz import Played, play


def test_hostile_frames_raise_nothing_and_write_nothing_without_an_answer(tmp_path: Path) -> None:
    seed = date.today().toordinal()
    played = play(seed, 4_000, tmp_path, share=25)
    assert played.texts > 300, played
    assert played.faults > 300, played
    assert played.accepted > 5, played
    assert played.refused > 5, played


def test_a_seed_plays_the_same_each_time(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    first = play(7, 500, tmp_path / "a")
    assert first == play(7, 500, tmp_path / "b")
    assert first != Played()
