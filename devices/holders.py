"""Who holds a port, and what this user lacks to open it: facts of a Linux system, for one clear sentence.

Reads /proc and the user database and changes nothing. On a system without /proc the answer is "not known".
"""

import grp
import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
PORT_GRABBERS: Final = ("ModemManager", "brltty")  # they take a new port for the first ten seconds
SERIAL_GROUPS: Final = ("dialout", "uucp")  # Debian and its family, Arch and its family


@dataclass(frozen=True)
class Process:
    """A running program: its number and the short name the kernel keeps."""

    pid: int
    name: str


def holder_of(port: str) -> Process | None:
    """The process that has `port` open, or None when it cannot be seen."""
    try:
        status = os.stat(port)
    except OSError:
        return None
    by_lock = _lock_owner(status.st_dev, status.st_ino)
    if by_lock is not None:
        return by_lock
    real = os.path.realpath(port)
    return next((p for p in _processes() if _has_open(p.pid, real)), None)


def running(names: tuple[str, ...] = PORT_GRABBERS) -> list[Process]:
    """The running processes with one of `names`."""
    return [p for p in _processes() if p.name in names]


def _processes() -> list[Process]:
    try:
        pids = sorted(int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal())
    except OSError:
        return []
    return [Process(pid, name) for pid in pids if (name := _name_of(pid))]


def _name_of(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text(errors="replace").strip()
    except OSError:
        return ""  # ended meanwhile


def _has_open(pid: int, real: str) -> bool:
    folder = PROC / str(pid) / "fd"
    try:
        return any(os.readlink(link) == real for link in folder.iterdir())
    except OSError:
        return False  # ended meanwhile, or not ours to see


def _lock_owner(device: int, inode: int) -> Process | None:
    """/proc/locks shows every flock to everybody: `1: FLOCK ADVISORY WRITE 4711 00:18:5 0 EOF`."""
    wanted = f"{os.major(device):02x}:{os.minor(device):02x}:{inode}"
    try:
        lines = (PROC / "locks").read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        words = line.split()
        if "->" not in words and len(words) > 5 and words[1] == "FLOCK" and words[5] == wanted:
            pid = int(words[4])
            if pid > 0 and (name := _name_of(pid)):
                return Process(pid, name)
    return None


@dataclass(frozen=True)
class Missing:
    """What the user lacks: membership of `group`; `until_login` when only this session lacks it."""

    user: str
    group: str
    until_login: bool


def missing_right(port: str) -> Missing:
    """The group that may open `port` here, and the user who is not in it."""
    user = _user()
    group = _group_of(port)
    try:
        entry = grp.getgrnam(group)
    except KeyError:
        return Missing(user, group, until_login=False)
    granted = user in entry.gr_mem
    return Missing(user, group, until_login=granted and entry.gr_gid not in os.getgroups())


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def _group_of(port: str) -> str:
    """The port's own group when it may read and write, else this system's group for serial ports."""
    try:
        status = os.stat(port)
        if status.st_gid and status.st_mode & 0o060 == 0o060:
            return grp.getgrgid(status.st_gid).gr_name
    except (OSError, KeyError):
        pass
    for name in SERIAL_GROUPS:
        try:
            return grp.getgrnam(name).gr_name
        except KeyError:
            continue
    return SERIAL_GROUPS[0]
