"""A label printer in the network: one that answers, one that is ill, one that says nothing, one that goes away (R4.7)."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from printing import raw_printer
from printing.errors import PrinterCutOff, PrinterFault, PrinterNotReady, PrinterUnreachable
from printing.raw_printer import fault_of, send
from printing.spool import Spool

WELL = b"\x02030,0,0,0240,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
ILL = b"\x02030,1,1,0240,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,1,1,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
USUAL_S = raw_printer.LIMIT_S
LABELS = b"^XA^FDone^FS^XZ" * 3
MANY = b"^XA^FDone^FS^XZ" * 600_000
"""More than the system's buffers between two sockets hold."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A station that waits no longer than a test."""
    monkeypatch.setattr(raw_printer, "LIMIT_S", 0.3)
    monkeypatch.setattr(raw_printer, "WHOLE_S", 1.0)


class Listener:
    """A printer's end of the wire: `behave` has each connection; what came is kept."""

    def __init__(self, behave: "Callable[[Listener, socket.socket], None]") -> None:
        self.behave = behave
        self.heard = b""
        self.connections = 0
        self.over = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self.socket.getsockname()[:2]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            with connection:
                self.behave(self, connection)

    def reads(self, connection: socket.socket, most: int = 10_000_000) -> None:
        """Take what comes until the other side is done."""
        while len(self.heard) < most and (piece := connection.recv(min(65536, most - len(self.heard)))):
            self.heard += piece


@contextmanager
def printer(behave: Callable[[Listener, socket.socket], None]) -> Iterator[Listener]:
    listener = Listener(behave)
    try:
        yield listener
    finally:
        listener.over.set()
        listener.socket.shutdown(socket.SHUT_RDWR)
        listener.socket.close()
        listener.thread.join(2)


def asked(connection: socket.socket, answer: bytes = WELL) -> None:
    """Wait for ~HS and answer it."""
    assert connection.recv(64) == b"~HS\r\n"
    connection.sendall(answer)


def answers_in_pieces(listener: Listener, connection: socket.socket) -> None:
    assert connection.recv(64) == b"~HS\r\n"
    for at in range(0, len(WELL), 7):
        connection.sendall(WELL[at : at + 7])
        time.sleep(0.002)
    listener.reads(connection)


def never_reads(listener: Listener, connection: socket.socket) -> None:
    listener.over.wait(10)


def answers_then_never_reads(listener: Listener, connection: socket.socket) -> None:
    asked(connection)
    listener.over.wait(10)


def closes_half_way(listener: Listener, connection: socket.socket) -> None:
    asked(connection)
    listener.reads(connection, 20_000)


def closes_at_once(listener: Listener, connection: socket.socket) -> None:
    pass


def is_ill(listener: Listener, connection: socket.socket) -> None:
    asked(connection, ILL)
    listener.reads(connection)


def test_a_printer_that_is_well_gets_every_byte_once_behind_the_question() -> None:
    with printer(answers_in_pieces) as listener:
        send(listener.address, LABELS, "labels-1.zpl")
        listener.thread.join(0.05)
        assert listener.heard == LABELS
        assert listener.connections == 1


def test_a_printer_that_never_answers_is_not_ready_and_gets_no_label() -> None:
    with printer(never_reads) as listener:
        begun = time.monotonic()
        with pytest.raises(PrinterNotReady) as refused:
            send(listener.address, LABELS, "labels-1.zpl")
        assert time.monotonic() - begun < 1
    assert refused.value.sentence == (
        "labels-1.zpl is kept and not printed: printer not ready: paper, ribbon, or head."
    )
    assert "127.0.0.1" in refused.value.next


def test_a_printer_that_answers_and_then_takes_nothing_leaves_it_unknown() -> None:
    with printer(answers_then_never_reads) as listener:
        begun = time.monotonic()
        with pytest.raises(PrinterCutOff, match="perhaps printed in part"):
            send(listener.address, MANY, "labels-1.zpl")
        assert time.monotonic() - begun < 2


def test_a_printer_that_goes_away_half_way_leaves_it_unknown() -> None:
    with printer(closes_half_way) as listener, pytest.raises(PrinterCutOff) as refused:
        send(listener.address, MANY, "labels-1.zpl")
    assert 0 < int(str(refused.value.fields["sent"])) < len(MANY)


def test_a_printer_that_hangs_up_before_it_answers_got_nothing() -> None:
    with printer(closes_at_once) as listener, pytest.raises(PrinterUnreachable, match="not printed"):
        send(listener.address, LABELS, "labels-1.zpl")


def test_a_port_nobody_listens_on_refuses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = free.getsockname()[:2]
    with pytest.raises(PrinterUnreachable) as refused:
        send(address, LABELS, "labels-1.zpl")
    assert f"127.0.0.1:{address[1]} cannot be reached: Connection refused" in refused.value.sentence


def test_a_printer_that_says_what_is_wrong_is_quoted_and_gets_no_label() -> None:
    with printer(is_ill) as listener:
        with pytest.raises(PrinterFault) as refused:
            send(listener.address, LABELS, "labels-1.zpl")
        assert listener.heard == b""
    assert "the printer says: paper out, paused, head open, ribbon out." in refused.value.sentence


@pytest.mark.parametrize("answer", [b"", b"\x03\x03\x03", b"\x02,,\x03junk", b"\xff\x03\xff\x03\xff\x03"])
def test_an_answer_of_any_bytes_raises_nothing(answer: bytes) -> None:
    assert fault_of(answer) == ""


def test_the_limits_are_five_seconds_and_less() -> None:
    assert USUAL_S <= 5


def test_a_spool_with_an_address_sends_the_kept_file(tmp_path: Path) -> None:
    with printer(answers_in_pieces) as listener:
        spool = Spool(tmp_path / "outbox", address=listener.address)
        assert spool.has_printer
        path = spool.keep("labels-1.zpl", LABELS)
        assert path.name == "labels-1.zpl"
        spool.send(path, "-labels")
        listener.thread.join(0.05)
        assert listener.heard == LABELS
    assert spool.keep("labels-1.zpl", b"^XA^XZ").name == "labels-1_v2.zpl"
