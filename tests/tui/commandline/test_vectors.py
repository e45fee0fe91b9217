"""Every vector through `serialdock scanner test --json` on a kernel pty, whole and cut at any byte (R1.2, R2.1-R2.13).

Each vector has a process of its own, forked from one that has imported the program: it starts with nothing scanned.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.framing import GAP_S
from tests.sentences import ROOT
from tests.vectors import VECTORS, Vector

PAUSE_S = 0.04
"""Between two pieces of a cut vector: time enough for the reader to have seen the first, far from the gap limit."""
TOGETHER = 24
PATIENCE_S = 20.0
CUTS = 1
"""Places where a vector is cut in the short form; the long form cuts at every byte."""

NURSERY = """
import json, os, sys
import tui.commandline.scanner
from tui.cli import main
for line in sys.stdin:
    order = json.loads(line)
    if "wait" in order:
        print(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]), flush=True)
    elif pid := os.fork():
        print(pid, flush=True)
    else:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(order["out"], os.O_WRONLY | os.O_CREAT, 0o600), 1)
        sys.exit(main(["scanner", "test", order["port"], "--json", *order["words"]]))
"""
"""Forks a `serialdock scanner test` for each order, with everything imported: a hundredth of a start's cost."""

Pieces = tuple[bytes | float, ...]


class Nursery:
    """The process that forks the others."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def __call__(self, **order: object) -> int:
        """Its answer to one order: a process id, or an exit code."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """No more orders."""
        self._process.communicate()


@dataclass
class Probe:
    """One running program on one pty."""

    vector: Vector
    pieces: Pieces
    out: Path
    master: int
    slave: int
    pid: int

    def lines(self) -> list[dict[str, str]]:
        """The whole lines it has printed."""
        text = self.out.read_text() if self.out.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def outcomes(self) -> tuple[str, ...]:
        """What it has found, in order."""
        return tuple(line["outcome"] for line in self.lines() if line["event"] == "outcome")


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all tests here."""
    made = Nursery()
    yield made
    made.close()


def begun(nursery: Nursery, folder: Path, n: int, vector: Vector, pieces: Pieces) -> Probe:
    """A program that waits for its vector."""
    master, slave = os.openpty()
    out = folder / f"{n}.jsonl"
    pid = nursery(port=os.ttyname(slave), out=str(out), words=vector.words)
    return Probe(vector, pieces, out, master, slave, pid)


def wait(what: str, probes: Sequence[Probe], fact: Callable[[Probe], bool]) -> None:
    """Until `fact` is true of every probe."""
    end = time.monotonic() + PATIENCE_S
    left = list(probes)
    while left := [probe for probe in left if not fact(probe)]:
        told = [(probe.vector.id, probe.pieces, probe.lines()) for probe in left[:3]]
        assert time.monotonic() < end, f"{what}: {told}"
        time.sleep(0.01)


def played(nursery: Nursery, folder: Path, work: Sequence[tuple[Vector, Pieces]]) -> None:
    """Play pieces into one program each, side by side; every one must come to what its vector says, and no more."""
    probes = [begun(nursery, folder, n, vector, pieces) for n, (vector, pieces) in enumerate(work)]
    try:
        wait("no ready", probes, lambda p: p.lines()[:1] == [{"event": "ready"}])
        _write(probes)
        wait("too few outcomes", probes, lambda p: len(p.outcomes()) >= len(p.vector.expected))
        time.sleep(0.05)  # for an outcome too many
        for probe in probes:
            assert probe.outcomes() == probe.vector.expected, (probe.vector.id, probe.pieces)
        for probe in probes:
            os.kill(probe.pid, signal.SIGTERM)
        for probe in probes:
            code, probe.pid = nursery(wait=probe.pid), 0
            assert code == 0, probe.vector.id
    finally:
        for probe in probes:
            if probe.pid:
                os.kill(probe.pid, signal.SIGKILL)
                nursery(wait=probe.pid)
            os.close(probe.master)
            os.close(probe.slave)
            probe.out.unlink(missing_ok=True)


def _write(probes: Sequence[Probe]) -> None:
    """Each its pieces and pauses, all beginning now."""
    now = time.monotonic()
    due: list[tuple[float, int, bytes]] = []
    for probe in probes:
        at = now
        for piece in probe.pieces:
            if isinstance(piece, float):
                at += piece
            else:
                due.append((at, probe.master, piece))
    for at, master, data in sorted(due, key=lambda each: each[0]):
        time.sleep(max(0.0, at - time.monotonic()))
        for start in range(0, len(data), 512):  # a pty takes no more at once for sure
            os.write(master, data[start : start + 512])


def in_groups(work: Sequence[tuple[Vector, Pieces]]) -> Iterator[Sequence[tuple[Vector, Pieces]]]:
    for start in range(0, len(work), TOGETHER):
        yield work[start : start + TOGETHER]


def cut(vector: Vector, places: Sequence[int]) -> Iterator[tuple[Vector, Pieces]]:
    for place in places:
        yield vector, (vector.data[:place], PAUSE_S, vector.data[place:])


def test_every_vector_comes_to_what_it_must(nursery: Nursery, tmp_path: Path) -> None:
    assert len({vector.id for vector in VECTORS}) == len(VECTORS)
    ordered = sorted(VECTORS, key=lambda vector: not vector.timed)  # the slow ones side by side
    for work in in_groups([(vector, vector.pieces) for vector in ordered]):
        played(nursery, tmp_path, work)


def test_no_cut_with_a_pause_below_the_gap_limit_changes_an_outcome(
    nursery: Nursery, tmp_path: Path, long_form: bool
) -> None:
    assert PAUSE_S < GAP_S
    chance = random.Random(1)
    work: list[tuple[Vector, Pieces]] = []
    for vector in VECTORS:
        if vector.timed or vector.id == "F20":  # with no suffix a pause is an ending
            continue
        inner = range(1, len(vector.data))
        if len(inner) > 200:  # a flood is the same in its middle
            inner = range(8190, len(vector.data))
        short = sorted(chance.sample(inner, min(CUTS, len(inner))))
        work += cut(vector, list(inner) if long_form else short)
    for group in in_groups(work):
        played(nursery, tmp_path, group)


def test_a_vector_in_single_bytes_comes_to_the_same(nursery: Nursery, tmp_path: Path) -> None:
    def bytewise(data: bytes) -> Pieces:
        return tuple(part for byte in data for part in (bytes([byte]), 0.002))

    chosen = ("F07", "F12", "G03", "G19", "M11", "B01", "C01")
    played(nursery, tmp_path, [(v, bytewise(v.data)) for v in VECTORS if v.id in chosen])
