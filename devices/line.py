"""Bytes from an open port, whatever pyserial raises when the device behind it goes."""

import termios
from typing import Final

import serial

READ_MAX: Final = 4096  # bytes taken at once


class PortLost(Exception):
    """The port is gone: unplugged, hung up, or taken away by the system."""


def bytes_from(port: serial.Serial) -> bytes:
    """What has come, or b"" after the port's time-out. Raises PortLost."""
    try:
        first = port.read(1)
    except (OSError, TypeError, termios.error) as error:
        # SerialException is an OSError; TypeError is pyserial's answer when its port was closed under it.
        raise PortLost(str(error)) from error
    if not first:
        return b""
    try:
        waiting = min(int(port.in_waiting), READ_MAX)
        return bytes(first + port.read(waiting)) if waiting else bytes(first)
    except (OSError, TypeError, termios.error):
        return bytes(first)  # the next read says what happened


def close(port: serial.Serial) -> None:
    """Let the port go."""
    try:
        port.close()
    except (OSError, TypeError, termios.error):
        return  # a port that is gone cannot even be closed properly
