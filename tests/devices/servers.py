"""A scanner at another computer: small servers that give out a serial line over the network, as ser2net does."""

import logging
import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

import serial
import serial.rfc2217


class LineServer:
    """Serves one caller at a time on a port of its own: `send` is a scan, `received` what the station wrote."""

    scheme = "socket"

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()
        self.received = bytearray()
        self._caller: socket.socket | None = None
        self._ended = False
        self.calls = 0

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.address[0]}:{self.address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        self.down()
        self.drop()

    def send(self, data: bytes) -> None:
        assert self._caller is not None
        self._caller.sendall(self.spelled(data))

    def drop(self) -> None:
        """The line is cut, the server stays."""
        caller, self._caller = self._caller, None
        if caller is not None:
            with suppress(OSError):  # the station may have hung up first
                caller.shutdown(socket.SHUT_RDWR)

    def down(self) -> None:
        """The server goes; nobody answers at its address."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def up(self) -> None:
        """It is back at the same address."""
        self._listener = socket.create_server(self.address, reuse_port=False)
        threading.Thread(target=self._serve, daemon=True).start()

    def spelled(self, data: bytes) -> bytes:
        return data

    def heard(self, data: bytes) -> bytes:
        return data

    def begin(self, caller: socket.socket) -> None:
        """A caller has come."""

    def _serve(self) -> None:
        while not self._ended:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            with caller:
                self.begin(caller)
                self._caller = caller
                self.calls += 1
                try:
                    while data := caller.recv(4096):
                        self.received += self.heard(data)
                except OSError:
                    continue


class Rfc2217Server(LineServer):
    """The same with RFC 2217: the station sets the line's speed over the network."""

    scheme = "rfc2217"

    def begin(self, caller: socket.socket) -> None:
        class Line:
            def write(self, data: bytes) -> None:
                caller.sendall(data)

        self.line = serial.serial_for_url("loop://", timeout=0)
        quiet = logging.getLogger("rfc2217 of the tests")
        quiet.setLevel(logging.CRITICAL)
        self._manager = serial.rfc2217.PortManager(self.line, Line(), quiet)  # type: ignore[arg-type]

    def spelled(self, data: bytes) -> bytes:
        return b"".join(self._manager.escape(data))

    def heard(self, data: bytes) -> bytes:
        return b"".join(self._manager.filter(data))
