"""The sentence for each way a port can fail, and the facts in it."""

import errno
import fcntl
import grp
import os
import pty
import string
import subprocess
import sys
import termios
from pathlib import Path

import pytest
import serial

from devices import holders, port_state
from devices.holders import Process, holder_of, missing_right, running
from devices.port_state import TEMPLATES, PortState, why_not_open


def chained(error: Exception, cause: Exception) -> Exception:
    error.__context__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (serial.SerialException(errno.ENOENT, "no such file"), "missing"),
        (serial.SerialException(errno.ENXIO, "no such device"), "missing"),
        (serial.SerialException(errno.EIO, "hung up"), "missing"),
        (serial.SerialException(errno.EBUSY, "busy"), "busy"),
        (serial.SerialException(errno.EAGAIN, "locked"), "busy"),
        (PermissionError(errno.EACCES, "denied"), "denied"),
        (serial.SerialException(errno.EPERM, "denied"), "denied"),
        (termios.error(errno.EINVAL, "invalid argument"), "bad-settings"),
        (ValueError("Invalid baud rate: 1"), "bad-settings"),
        (serial.SerialException("Could not configure port"), "bad-settings"),
        (chained(serial.SerialException("configure"), termios.error(errno.ENOTTY, "no tty")), "bad-settings"),
        (chained(serial.SerialException("configure"), termios.error(errno.EIO, "gone")), "missing"),
    ],
)
def test_each_failure_to_open_has_its_kind_and_names_scanner_and_port(error: Exception, kind: str) -> None:
    state = why_not_open(error, "Left hand", "/dev/no-such-port")
    assert state.kind == kind
    assert state.detail.startswith("Left hand")
    assert "/dev/no-such-port" in state.detail


def test_a_network_port_that_does_not_answer_is_missing_with_the_reason() -> None:
    refused = ConnectionRefusedError(errno.ECONNREFUSED, "refused")
    state = why_not_open(chained(serial.SerialException("x"), refused), "s", "socket://h:1")
    assert (state.kind, "Connection refused" in state.detail) == ("missing", True)


def test_every_sentence_can_be_filled_from_the_fields_that_come_with_it() -> None:
    known = {
        "scanner",
        "port",
        "program",
        "pid",
        "user",
        "group",
        "reason",
        "elsewhere",
        "devices",
        "seconds",
    }
    for template in TEMPLATES:
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        assert {"scanner", "port"} <= names <= known
        assert template.count(".") >= 1


@pytest.mark.parametrize(
    ("holder", "others", "said"),
    [
        (Process(4711, "minicom"), [], "held by minicom (process 4711)"),
        (Process(9, "ModemManager"), [], "ModemManager is running"),
        (None, [Process(9, "brltty")], "brltty is running"),
        (None, [], "another program"),
        (Process(os.getpid(), "python"), [], "already open in this station"),
    ],
)
def test_a_busy_port_names_the_likeliest_culprit(
    holder: Process | None, others: list[Process], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port_state, "holder_of", lambda port: holder)
    monkeypatch.setattr(port_state, "running", lambda: others)
    state = why_not_open(OSError(errno.EBUSY, "busy"), "s", "/dev/ttyACM0")
    assert state.kind == "busy"
    assert said in state.detail


def test_a_denied_port_gives_the_line_to_type_for_this_user_and_this_group(tmp_path: Path) -> None:
    group = next(g for g in grp.getgrall() if g.gr_gid and g.gr_gid != os.getgid())
    port = tmp_path / "port"
    port.touch()
    port.chmod(0o660)
    if os.geteuid() == 0:
        os.chown(port, 0, group.gr_gid)
    lacking = missing_right(str(port))
    state = why_not_open(PermissionError(errno.EACCES, "no"), "s", str(port))
    assert f"sudo usermod -aG {lacking.group} {lacking.user}," in state.detail
    if os.geteuid() == 0:
        assert lacking.group == group.gr_name


def test_a_group_that_may_not_read_the_port_is_not_advised(tmp_path: Path) -> None:
    port = tmp_path / "port"
    port.touch()
    port.chmod(0o620)
    if os.geteuid() == 0:
        os.chown(port, 0, grp.getgrnam("daemon").gr_gid)
    assert missing_right(str(port)).group in holders.SERIAL_GROUPS
    assert missing_right("/dev/no-such-port").group in holders.SERIAL_GROUPS


def test_a_group_granted_since_the_login_asks_for_a_new_login(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = grp.struct_group(("dialout", "x", 65533, ["anna"]))
    monkeypatch.setattr(holders, "_user", lambda: "anna")
    monkeypatch.setattr(grp, "getgrnam", lambda name: entry)
    state = why_not_open(PermissionError(errno.EACCES, "no"), "s", "/dev/no-such-port")
    assert "log out and in again" in state.detail
    assert "usermod" not in state.detail


def test_who_locked_a_port_is_found_and_so_is_who_only_opened_it() -> None:
    master, slave = pty.openpty()
    name = os.ttyname(slave)
    os.close(slave)
    assert holder_of(name) is None
    code = "import os, sys; fd = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdin
        assert other.stdout
        other.stdout.readline()
        found = holder_of(name)
        assert found is not None
        assert found.pid == other.pid
        slave = os.open(name, os.O_RDWR | os.O_NOCTTY)
        fcntl.flock(slave, fcntl.LOCK_EX)
        found = holder_of(name)
        assert found is not None
        assert found.pid == os.getpid()
        os.close(slave)
        other.stdin.close()
    os.close(master)


def test_a_lock_tells_its_owner_even_where_open_files_of_others_cannot_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(holders, "_has_open", lambda pid, real: False)
    master, slave = pty.openpty()
    fcntl.flock(slave, fcntl.LOCK_EX)
    found = holder_of(os.ttyname(slave))
    assert found is not None
    assert found.pid == os.getpid()
    os.close(slave)
    os.close(master)


def test_a_port_nobody_has_and_a_system_without_proc_name_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert holder_of("/dev/no-such-port") is None
    assert running(("no such program",)) == []
    own = (Path("/proc/self/comm")).read_text().strip()
    assert os.getpid() in [process.pid for process in running((own,))]
    monkeypatch.setattr(holders, "PROC", Path("/no-such-proc"))
    assert holder_of("/dev/null") is None
    assert running() == []


def test_two_states_of_the_same_words_are_equal() -> None:
    assert PortState("s", "missing", "x {port}", {"port": 1}) == PortState(
        "s", "missing", "x {port}", {"port": 1}
    )
