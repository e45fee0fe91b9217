"""A label printer in the network that takes ZPL as it comes, on TCP 9100 (R4.7). Runs in a thread of its own.

The printer is asked `~HS` first: one that is out of paper or ribbon, or whose head is open, answers with a fault or
not at all. Only then does it get labels, so that a fault known beforehand can be retried without a doubt.
"""

import socket
from contextlib import suppress
from time import monotonic
from typing import Final

from models.language import say
from printing.errors import PrinterCutOff, PrinterFault, PrinterNotReady, PrinterUnreachable

LIMIT_S = 5.0
"""Seconds for the connection, for the status, and for each piece the printer takes."""
WHOLE_S = 120.0
"""Seconds for all pieces together: a printer with a full memory takes the next ones as it prints."""
PIECE: Final = 4096
STATUS_MOST: Final = 1024
QUERY: Final = b"~HS\r\n"
ETX: Final = b"\x03"
STRINGS: Final = 3
GOODBYE_S: Final = 0.5


def send(address: tuple[str, int], data: bytes, name: str) -> None:
    """Print `data`, which is called `name`. Raises PrinterUnreachable, PrinterNotReady, PrinterFault (nothing was
    sent), PrinterCutOff (nobody knows how much came out)."""
    told = f"{address[0]}:{address[1]}"
    try:
        connection = socket.create_connection(address, timeout=LIMIT_S)
    except OSError as error:
        raise PrinterUnreachable(name=name, address=told, reason=_reason(error)) from error
    with connection:
        try:
            answer = _status(connection)
        except TimeoutError as error:
            raise PrinterNotReady(name=name, address=told) from error
        except OSError as error:
            raise PrinterUnreachable(name=name, address=told, reason=_reason(error)) from error
        if fault := fault_of(answer):
            raise PrinterFault(name=name, address=told, fault=fault)
        sent = _write(connection, data)
    if sent < len(data):
        raise PrinterCutOff(name=name, address=told, sent=sent, size=len(data))


def fault_of(answer: bytes) -> str:
    """What a status answer says is wrong, "" for nothing: paper out and pause in its first string, head up and
    ribbon out in its second."""
    strings = [part.rpartition(b"\x02")[2].split(b",") for part in answer.split(ETX)] + [[], []]
    flags = (
        (0, 1, say("paper out")),
        (0, 2, say("paused")),
        (1, 2, say("head open")),
        (1, 3, say("ribbon out")),
    )
    set_ = [word for string, place, word in flags if strings[string][place : place + 1] == [b"1"]]
    return ", ".join(set_)


def _status(connection: socket.socket) -> bytes:
    """The three strings a printer answers `~HS` with. Raises TimeoutError, OSError."""
    until = monotonic() + LIMIT_S
    connection.sendall(QUERY)
    answer = b""
    while answer.count(ETX) < STRINGS:
        left = until - monotonic()
        if left <= 0 or len(answer) > STATUS_MOST:
            raise TimeoutError
        connection.settimeout(left)
        piece = connection.recv(STATUS_MOST)
        if not piece:
            raise ConnectionAbortedError(None, say("it closed the connection"))
        answer += piece
    return answer


def _write(connection: socket.socket, data: bytes) -> int:
    """How many bytes the printer took: all, unless it stood still too long or closed."""
    until, sent = monotonic() + WHOLE_S, 0
    try:
        while sent < len(data):
            connection.settimeout(max(0.001, min(LIMIT_S, until - monotonic())))
            sent += connection.send(data[sent : sent + PIECE])
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(GOODBYE_S)
        with suppress(TimeoutError):
            while connection.recv(STATUS_MOST):
                pass
    except OSError:
        return min(sent, len(data) - 1)
    return sent


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return say("no answer in {limit_s} seconds", limit_s=f"{LIMIT_S:g}")
    return error.strerror or str(error)
