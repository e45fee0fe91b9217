"""The trigger of a virtual scanner: a Unix socket that takes texts from another terminal of the same user.

One request is a JSON list of texts on one line; the answer says how many were scanned, and why not the rest.
"""

import json
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

WAIT_S: Final = 5.0  # for a station to open the port, and for one that does not read
REQUEST_MAX: Final = 1 << 20  # bytes in one request


class NobodyListens(Exception):
    """A scan had nowhere to go: no station, a scanner that is unplugged, or a station that does not read."""


def scan_into(folder: Path, texts: Sequence[str], name: str = "virtual", wait_s: float = 2 * WAIT_S) -> int:
    """Scan `texts` into the virtual scanner of `folder`, from any process; the number of scans sent.

    Raises NobodyListens when no such scanner runs or no station has its port open.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(wait_s)
        try:
            with _short_path(folder, socket_name(name)) as path:
                line.connect(path)
            line.sendall(json.dumps(list(texts)).encode() + b"\n")
            answer = json.loads(line_from(line))
        except (OSError, ValueError) as error:
            raise NobodyListens(f"no station with a virtual scanner runs in {folder} ({error})") from error
    if "error" in answer:
        raise NobodyListens(str(answer["error"]))
    return int(answer["sent"])


def socket_name(name: str) -> str:
    """The file name of the trigger of scanner `name`."""
    return f"{name}.sock"


def texts_in(request: bytes) -> list[str]:
    """The texts of one request. Raises ValueError."""
    texts = json.loads(request)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError("expected a list of texts")
    return texts


def line_from(line: socket.socket) -> bytes:
    """One line from the other side. Raises ValueError for half a line or an endless one."""
    data = bytearray()
    while not data.endswith(b"\n"):
        piece = line.recv(65536)
        if not piece:
            raise ValueError("the request ended early")
        data += piece
        if len(data) > REQUEST_MAX:
            raise ValueError("the request is too long")
    return bytes(data)


def listen(folder: Path, name: str) -> socket.socket:
    """A socket for this user alone. One that a killed program left is replaced, a living one is not."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _short_path(folder, name) as path:
            if _answers(path):
                raise OSError(f"a virtual scanner already runs as {folder / name}")
            (folder / name).unlink(missing_ok=True)
            listener.bind(path)
        (folder / name).chmod(0o600)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        try:
            probe.connect(path)
        except OSError:
            return False
        return True


@contextmanager
def _short_path(folder: Path, name: str) -> Iterator[str]:
    """A name for `folder/name` that fits a socket's limit of 107 bytes, however deep the folder lies."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{fd}/{name}" if len(os.fsencode(folder / name)) > 100 else str(folder / name)
    finally:
        os.close(fd)
