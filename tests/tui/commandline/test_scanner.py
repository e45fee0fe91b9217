"""`serialdock scanner …` as another program sees it: lines on stdout, words on stderr, an exit code."""

import argparse
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from devices import ports
from devices.ports import PortInfo, WrongMode
from devices.virtual import VirtualScanner
from tests.devices.plugs import usb_port
from tests.devices.stations import wait_for
from tui.commandline import scanner as command

RUN = """
import argparse, sys
from tui.commandline.scanner import add_arguments
parser = argparse.ArgumentParser()
add_arguments(parser)
args = parser.parse_args()
code = args.run(args)
heavy = sorted({"textual", "peewee", "reportlab", "apsw", "babel", "playhouse"} & set(sys.modules))
assert not heavy, heavy
sys.exit(code)
"""


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualScanner]:
    scanner = VirtualScanner(tmp_path / "v")
    scanner.start()
    yield scanner
    scanner.stop()


class Probe:
    """`scanner test` in a process of its own, read line by line."""

    def __init__(self, *words: str) -> None:
        buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "test", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=buffered,
        )

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def outcome(self) -> tuple[str, str]:
        event = json.loads(self.line())
        assert event.pop("event") == "outcome"
        return event["outcome"], event["raw"]

    def ready(self) -> "Probe":
        assert json.loads(self.line()) == {"event": "ready"}
        return self

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        self.process.send_signal(how)
        begun = time.monotonic()
        out, err = self.process.communicate(timeout=5)
        assert time.monotonic() - begun < 1.0
        return self.process.returncode, out, err


def probed(virtual: VirtualScanner, count: int, data: Sequence[bytes | float], *words: str) -> list[str]:
    """The outcomes of `data` (bytes, or pauses in seconds) once there are `count`, in this process."""
    out, ended, args = io.StringIO(), threading.Event(), _parsed("test", str(virtual.port), *words)
    settings = command.settings_from(args)
    probe = threading.Thread(
        target=lambda: command.probe_port(
            settings, json=True, rule=args.rule, di_1d=args.di_1d, out=out, ended=ended
        ),
        daemon=True,
    )
    probe.start()
    for piece in data:
        if isinstance(piece, bytes):
            virtual.send(piece)
        else:
            time.sleep(piece)
    wait_for(lambda: out.getvalue().count("\n") > count)
    time.sleep(0.03)  # for an outcome too many
    ended.set()
    probe.join()
    first, *rest = [json.loads(line) for line in out.getvalue().splitlines()]
    assert first == {"event": "ready"}
    return [event["outcome"] for event in rest]


def _parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(words)


def test_the_first_line_is_ready_and_then_each_scan_is_one_line_at_once(virtual: VirtualScanner) -> None:
    probe = Probe(str(virtual.port), "--json").ready()
    virtual.send("SN0001")
    assert probe.outcome() == ("text SN0001", b"SN0001".hex())
    virtual.send(b"4006381333931\rA\x01\xffB\rHALF")
    assert probe.outcome() == ("gtin 04006381333931", b"4006381333931".hex())
    assert probe.outcome() == ("error non-ascii", b"A\x01\xffB".hex())
    assert probe.outcome() == ("error incomplete", b"HALF".hex())
    assert probe.end() == (0, "", "")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_ends_it_cleanly_with_a_half_text_in_the_line(
    how: signal.Signals, virtual: VirtualScanner
) -> None:
    probe = Probe(str(virtual.port), "--json").ready()
    virtual.send(b"HALF")
    assert probe.end(how) == (0, "", "")


def test_unplugging_and_plugging_are_outcomes_and_the_next_scan_is_clean(virtual: VirtualScanner) -> None:
    probe = Probe(str(virtual.port), "--json").ready()
    virtual.send(b"HALF")
    virtual.unplug()
    assert probe.outcome()[0] == "state disconnected"
    virtual.plug()
    assert probe.outcome()[0] == "state connected"
    virtual.send("SN1")
    assert probe.outcome()[0] == "text SN1"
    code, _, err = probe.end()
    assert (code, "disconnected" in err) == (0, True)


def test_a_port_that_cannot_be_opened_is_told_and_tried_until_it_can(virtual: VirtualScanner) -> None:
    virtual.unplug()
    probe = Probe(str(virtual.port), "--json")
    assert probe.outcome()[0] == "state missing"
    virtual.plug()
    assert probe.outcome()[0] == "state connected"
    probe.ready()
    code, _, err = probe.end()
    assert code == 0
    assert "no port" in err


def test_a_port_that_never_opened_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = _parsed("test", str(tmp_path / "nix"), "--json", "--seconds", "0.3")
    assert args.run(args) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["outcome"] == "state missing"
    assert (err.count("\n"), "no port" in err) == (1, True)


def test_without_json_a_line_shows_bytes_ending_and_meaning(virtual: VirtualScanner) -> None:
    probe = Probe(str(virtual.port), "--gap", "0.2")
    assert "connected" in probe.line()
    virtual.send("]C0SN1")
    assert probe.line() == "5d 43 30 53 4e 31  |  CR  |  ]C0  |  text SN1"
    virtual.send(b"AB\t")
    assert "set the suffix to tab" in probe.line()
    virtual.send(b"AB")
    assert "set the suffix to none" in probe.line()
    assert probe.end()[0] == 0


def test_a_profile_is_tried_out_each_label_is_told_and_what_is_asked_for_is_played(
    virtual: VirtualScanner,
) -> None:
    words = ("--feedback", "opticon", "--play", "refused", "--ack-nak", "--json")
    probe = Probe(str(virtual.port), *words).ready()
    wait_for(lambda: virtual.received == b"\x1bE\r")
    virtual.send("SN1")
    assert probe.outcome()[0] == "text SN1"
    wait_for(lambda: virtual.received == b"\x1bE\r\x06\x1bB\r")
    virtual.send("SN2")
    virtual.send("SN1")
    assert [probe.outcome()[0] for _ in range(2)] == ["text SN2", "error duplicate"]
    wait_for(lambda: virtual.received == b"\x1bE\r\x06\x1bB\r\x06\x06\x1bB\r\x1bE\r")
    assert probe.end()[0] == 0


def test_without_a_profile_the_test_writes_nothing_even_when_asked_to_play(virtual: VirtualScanner) -> None:
    probe = Probe(str(virtual.port), "--play", "refused", "--json").ready()
    virtual.send("SN1")
    assert probe.outcome()[0] == "text SN1"
    assert probe.end()[0] == 0
    assert virtual.received == b""


def test_it_stops_when_nobody_reads_its_lines_any_more(virtual: VirtualScanner) -> None:
    probe = Probe(str(virtual.port), "--json").ready()
    assert probe.process.stdout
    assert probe.process.stderr
    probe.process.stdout.close()
    virtual.send("SN1")
    assert probe.process.wait(5) == 0
    assert probe.process.stderr.read() == ""
    probe.process.stderr.close()


def test_seconds_end_it(virtual: VirtualScanner) -> None:
    begun = time.monotonic()
    args = _parsed("test", str(virtual.port), "--seconds", "0.3")
    assert args.run(args) == 0
    assert 0.3 <= time.monotonic() - begun < 1.2


@pytest.mark.parametrize(
    ("data", "outcomes"),
    [
        ([b"A\rB\rA\r"], ["text A", "text B", "error duplicate"]),
        ([b"A\rA\rA\r"], ["text A"]),
        ([b"CMD.UNDO\rCMD.UNDO\rB\rCMD.UNDO\r"], ["command UNDO", "text B", "command UNDO"]),
        ([b"CMD.NOPE\rCMD.NOPE\r"], ["error unknown-command"]),
        ([b"4006381333931\rA\r4006381333931\r"], ["gtin 04006381333931", "text A", "gtin 04006381333931"]),
        ([b"]C0A\rB\rA\r"], ["text A", "text B", "error duplicate"]),
        ([b"A,B\rB\rC,A\rC\r"], ["multi A|B", "error duplicate", "error duplicate", "text C"]),
        ([b"   \rPO-1001\r"], ["text PO-1001"]),
        ([b"]C1010952123454321321A\r]C1010952123454321321B\r]d2010952123454321321A\r"],
         ["gs1 01=09521234543213 21=A", "gs1 01=09521234543213 21=B", "error duplicate"]),
        ([b"356938035643809\rA\r356938035643809\r"], ["imei 356938035643809", "text A", "error duplicate"]),
        ([b"[)>\x1e06\x1dSA\x1e\x04\rA\r"], ["iso15434 S=A", "error duplicate"]),
    ],
)  # fmt: skip
def test_a_serial_seen_earlier_in_the_run_is_a_duplicate_and_nothing_else_is(
    data: list[bytes], outcomes: list[str], virtual: VirtualScanner
) -> None:
    assert probed(virtual, len(outcomes), data) == outcomes


def test_the_window_counts_from_the_last_sighting_and_then_it_is_a_duplicate(virtual: VirtualScanner) -> None:
    data: list[bytes | float] = [b"A\r", 0.2, b"A\r", 0.2, b"A\r", 0.45, b"A\r"]
    assert probed(virtual, 2, data, "--double-read", "0.3") == ["text A", "error duplicate"]


@pytest.mark.parametrize(
    ("words", "data", "outcome"),
    [
        (("--suffix", "tab"), b"SN1\t", "text SN1"),
        (("--suffix", "none"), b"SN1", "text SN1"),
        (("--suffix", "lf"), b"SN1\n", "text SN1"),
        (("--gap", "0.1"), b"SN1", "error incomplete"),
        (("--gs-substitute", "|"), b"]C121A|10B\r", "gs1 21=A 10=B"),
        (("--rule", "mac"), b"00-1a-2b-3c-4d-5e\r", "mac 001A2B3C4D5E"),
        (("--rule", "imei"), b"356938035643808\r", "error check-digit"),
        (("--di-1d",), b"SSN1\r", "iso15434 S=SN1"),
    ],
)
def test_each_option_does_what_it_says(
    words: tuple[str, ...], data: bytes, outcome: str, virtual: VirtualScanner
) -> None:
    assert probed(virtual, 1, [data], *words) == [outcome]


@pytest.mark.parametrize(
    "words",
    [
        ("--gap", "0"),
        ("--gap", "nan"),
        ("--seconds", "-1"),
        ("--gs-substitute", "ab"),
        ("--double-read", "-1"),
        ("--baud", "0"),
        ("--line", "8X1"),
    ],
)
def test_a_hopeless_option_is_one_line_and_exit_two(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    args = _parsed("test", "/dev/no-such-port", *words)
    assert args.run(args) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("serialdock: ")


@pytest.mark.parametrize(
    "words", [("--suffix", "enter"), ("--rule", "vin"), ("--gap", "long"), ("--nonsense",)]
)
def test_an_unknown_option_or_choice_is_exit_two(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        _parsed("test", "/dev/no-such-port", *words)
    assert ended.value.code == 2


@pytest.fixture
def two_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    port = PortInfo(
        "/dev/ttyACM0", "/dev/serial/by-id/usb-Z", 0x05E0, 0x1701, "Zebra", "DS", "Zebra, USB-COM"
    )
    monkeypatch.setattr(command, "listing", lambda: [port])
    monkeypatch.setattr(command, "in_wrong_mode", lambda: [WrongMode(0x05E0, 0x1200, "Symbol", "keyboard")])


@pytest.mark.usefixtures("two_devices")
def test_the_list_shows_ports_and_scanners_in_the_wrong_mode(capsys: pytest.CaptureFixture[str]) -> None:
    args = _parsed("list")
    assert args.run(args) == 0
    port, other = capsys.readouterr().out.splitlines()
    assert port == "/dev/serial/by-id/usb-Z  (/dev/ttyACM0, 05e0:1701)  Zebra, DS, Zebra, USB-COM"
    assert "keyboard mode" in other
    assert "05e0:1200" in other


@pytest.mark.usefixtures("two_devices")
def test_the_list_as_json_is_one_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.list_ports(json=True) == 0
    port, other = json.loads(capsys.readouterr().out)
    assert (port["event"], port["by_id"], port["vid"]) == ("port", "/dev/serial/by-id/usb-Z", 0x05E0)
    assert (other["event"], other["mode"]) == ("wrong-mode", "keyboard")


def test_no_port_at_all_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("serial.tools.list_ports.comports", list)
    monkeypatch.setattr(ports, "USB_DEVICES", tmp_path)
    assert command.list_ports(json=False) == 0
    assert "No serial port found" in capsys.readouterr().out
    assert command.list_ports(json=True) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_rules_of_udev_name_the_configured_scanners_by_whatever_they_are_configured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [
        usb_port("/dev/ttyACM5", vid=0x1A86, pid=0x7523, socket="1-4"),
        usb_port("/dev/ttyACM0", serial="S1"),
    ]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: listed)
    file = tmp_path / "serialdock.toml"
    file.write_text(
        '[[scanner]]\nname = "Left"\nport = "usb:05e0:1701:S1"\n'
        '[[scanner]]\nname = "Bench"\nport = "/dev/ttyACM5"\n'
        '[[scanner]]\nname = "Net"\nport = "socket://localhost:1"\n'
    )
    args = _parsed("udev")
    args.config, args.database = file, None
    assert args.run(args) == 0
    out = capsys.readouterr().out
    assert 'ATTRS{serial}=="S1"' in out
    assert 'KERNELS=="1-4"' in out
    assert 'SYMLINK+="serialdock/left"' in out
    assert 'SYMLINK+="serialdock/bench"' in out
    assert "net" not in out


def test_the_list_for_programs_has_identity_and_mode(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: [usb_port("/dev/ttyACM0", serial="S1")])
    args = _parsed("list", "--json")
    assert args.run(args) == 0
    port = json.loads(capsys.readouterr().out)[0]
    assert (port["identity"], port["mode"], port["vid"], port["pid"]) == (
        "usb:05e0:1701:S1",
        "serial",
        0x05E0,
        0x1701,
    )


@pytest.mark.parametrize(
    ("sent", "proposed"),
    [(b"SN1\r", 'suffix = "auto"'), (b"SN1\t", 'suffix = "tab"'), (b"SN1", 'suffix = "none"'),
     (bytes.fromhex("4142c3b1b2338d"), 'suffix = "auto", line = "7E1"')],
)  # fmt: skip
def test_the_test_ends_with_what_to_set(sent: bytes, proposed: str, virtual: VirtualScanner) -> None:
    out, ended = io.StringIO(), threading.Event()
    settings = command.settings_from(_parsed("test", str(virtual.port), "--gap", "0.2"))
    probe = threading.Thread(target=lambda: command.probe_port(settings, out=out, ended=ended), daemon=True)
    probe.start()
    virtual.send(sent)
    wait_for(lambda: "|" in out.getvalue())
    ended.set()
    probe.join()
    assert out.getvalue().splitlines()[-1] == f"Proposal: {proposed}"
