"""`serialdock scanner list`, `test PORT` and `udev`: what is plugged in, what a scanner really sends, and the rules
that let a station open it.

The test touches no database: it plays the form of each label and remembers, for this run, which serials it
has seen. The options are the keys of a scanner in the settings file: `suffix = "tab"` is --suffix tab,
`gs_substitute = "|"` is --gs-substitute "|", `di_1d = true` is --di-1d. With --json it prints one object
per line for programs; without, a line a person can hold against the label.
"""

import argparse
import json as json_format
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

from devices.feedback import NAMES, SIGNALS, Signal
from devices.framing import GAP_S, SUFFIXES
from devices.identity import identity_in
from devices.port_state import PortState
from devices.ports import in_wrong_mode, listing
from devices.scanner import Scan, Scanner, ScannerSettings
from models.codes import RULES, is_item_number
from models.language import say
from tui.commandline.scanner_report import ScannerReport

WAITING_MAX = 10_000  # outcomes not yet printed; a reader ahead of a stopped terminal waits
WAKE_S = 0.1  # how soon a signal is noticed
PLAY_APART_S = 1.0  # between two sounds that are played
Common = Callable[[argparse.ArgumentParser], None]
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add_arguments(parser: argparse.ArgumentParser, common: Common = lambda command: None) -> None:
    """The commands below `serialdock scanner`, each with the `common` options; each sets `run`, a function of the
    parsed arguments."""
    commands = parser.add_subparsers(dest="scanner_command", required=True, metavar="list|test|udev")
    ports = commands.add_parser("list", help="the serial ports of this machine")
    common(ports)
    ports.add_argument("--json", action="store_true", help="JSON for programs")
    ports.set_defaults(run=lambda args: list_ports(args.json))
    udev = commands.add_parser("udev", help="the udev rules for scanners, and how to install them")
    common(udev)
    udev.set_defaults(run=print_rules)
    test = commands.add_parser("test", help="show what a scanner sends and what it means")
    common(test)
    _add_probing(test)
    test.set_defaults(run=_probe_from)


def _add_probing(test: argparse.ArgumentParser) -> None:
    test.add_argument("port", metavar="PORT", help="a device name or a pyserial URL")
    test.add_argument("--json", action="store_true", help="one JSON object per line")
    test.add_argument("--suffix", choices=SUFFIXES, default="auto", help="how a label ends (default: auto)")
    test.add_argument("--gap", type=float, default=GAP_S, metavar="S", help="longest pause inside a label")
    test.add_argument("--gs-substitute", metavar="C", help="the character the scanner sends for GS")
    test.add_argument(
        "--rule", choices=RULES, default="", metavar="R", help="the item's rule: mac, imei, or di"
    )
    test.add_argument("--di-1d", action="store_true", help="plain labels carry the data identifier S")
    test.add_argument("--double-read", type=float, default=1.0, metavar="S", help="0 switches the window off")
    test.add_argument("--baud", type=int, default=9600, metavar="N", help="rate of an RS-232 line")
    test.add_argument("--line", default="8N1", metavar="8N1", help="data bits, parity, stop bits")
    test.add_argument(
        "--feedback",
        choices=[name for name in NAMES if name != "custom"],
        default="none",
        help="tell the scanner the verdicts in these bytes: accepted, and refused when a label comes twice",
    )
    test.add_argument(
        "--play",
        choices=SIGNALS,
        action="append",
        default=[],
        help="sound this verdict as soon as the port is open; once for each --play",
    )
    test.add_argument("--ack-nak", action="store_true", help="answer whole labels by 06, damaged ones by 15")
    test.add_argument("--seconds", type=float, metavar="S", help="end by itself after this time")


def list_ports(json: bool, out: TextIO | None = None) -> int:
    """Print the ports of this machine, and scanners plugged in that give no port. Returns 0."""
    out = out or sys.stdout
    ports, others = listing(), in_wrong_mode()
    if json:
        found = [{"event": "port", **vars(port), "mode": "serial"} for port in ports]
        print(
            json_format.dumps([*found, *({"event": "wrong-mode", **vars(one)} for one in others)]), file=out
        )
        return 0
    for port in ports:
        numbers = f"{port.vid:04x}:{port.pid:04x}" if port.vid is not None and port.pid is not None else "-"
        by_id = port.by_id if port.by_id != port.stable else ""
        about = ", ".join(part for part in (port.maker, port.product, port.hint, by_id) if part)
        print(f"{port.stable}  ({port.port}, {numbers})  {about}", file=out)
    for other in others:
        print(
            say(
                "{product} ({vid}:{pid}) is plugged in, but in {mode} mode: set it to USB-COM.",
                product=other.product or say("A scanner"),
                vid=f"{other.vid:04x}",
                pid=f"{other.pid:04x}",
                mode=other.mode,
            ),
            file=out,
        )
    if not ports:
        print(
            say("No serial port found. Plug the scanner in, and set it to USB-COM or serial mode."), file=out
        )
    return 0


def print_rules(args: argparse.Namespace, out: TextIO | None = None) -> int:
    """Print the udev rules for known scanners and for those of the configuration. Returns 0. Raises as
    `read_config`."""
    from devices.udev import Named, rules
    from tui.commandline.opening import config_of

    ports = listing()
    named = []
    for scanner in config_of(args).scanners:
        names = [scanner.port, *(port.identity for port in ports if port.answers_to(scanner.port))]
        identity = next((found for name in names if (found := identity_in(name)) is not None), None)
        if identity is not None:
            named.append(Named(scanner.name, identity))
    print(rules(named), end="", file=out or sys.stdout)
    return 0


def probe_port(
    settings: ScannerSettings,
    *,
    json: bool = False,
    rule: str = "",
    di_1d: bool = False,
    seconds: float | None = None,
    out: TextIO | None = None,
    ended: threading.Event | None = None,
    play: Sequence[Signal] = (),
) -> int:
    """Print what the scanner sends, and tell it what became of it, until a signal, `ended` or `seconds`; `play` is
    sounded first. Returns 0, or 2 when the port could not be opened in all that time."""
    ended = ended or threading.Event()
    report = ScannerReport(json, rule, di_1d, out or sys.stdout)
    events: queue.Queue[Scan | PortState] = queue.Queue(WAITING_MAX)
    scanner = Scanner(settings, events.put, events.put, is_item_number)
    to_play = list(play)
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    with _set_by_signals(ended):
        scanner.start()
        try:
            while not ended.is_set() and (left := until - time.monotonic()) > 0:
                with suppress(queue.Empty):
                    signal_heard = report.show(events.get(timeout=min(left, WAKE_S)))
                    if signal_heard is not None:
                        scanner.tell(signal_heard)
                        scanner.acknowledge()
                while report.opened and to_play and not ended.is_set():
                    scanner.tell(to_play.pop(0))
                    scanner.acknowledge()
                    ended.wait(PLAY_APART_S if to_play else 0)
        except BrokenPipeError:
            _leave_quietly()
        finally:
            scanner.stop()
    with suppress(BrokenPipeError):
        report.end()
    return 0 if report.opened else 2


def settings_from(args: argparse.Namespace) -> ScannerSettings:
    """The scanner settings the options say. Raises ValueError for one that cannot be right."""
    if args.seconds is not None and not 0 <= args.seconds < float("inf"):
        raise ValueError(f"seconds {args.seconds}: expected a time of 0 or more")
    return ScannerSettings(
        "scanner",
        args.port,
        args.baud,
        args.suffix,
        args.gap,
        args.double_read,
        args.gs_substitute,
        line=args.line,
        feedback=args.feedback,
        ack_nak=args.ack_nak,
    )


def _probe_from(args: argparse.Namespace) -> int:
    try:
        settings = settings_from(args)
    except ValueError as error:
        print(f"serialdock: {error}", file=sys.stderr)
        return 2
    return probe_port(
        settings, json=args.json, rule=args.rule, di_1d=args.di_1d, seconds=args.seconds, play=args.play
    )


@contextmanager
def _set_by_signals(ended: threading.Event) -> Iterator[None]:
    """Ctrl-C, a lost terminal and a plain kill set `ended`; outside the main thread signals are not ours."""
    ours = ENDING_SIGNALS if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave_quietly() -> None:
    """The reader of our output has left: what is still buffered must not raise once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
