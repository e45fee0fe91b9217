"""The udev rules are whole rules: every line is taken apart as udev does."""

import re
from pathlib import Path

from devices.identity import Identity
from devices.udev import FILE, INSTALL, Named, rules

PART = re.compile(r'([A-Z]+)(?:\{([A-Za-z0-9_./-]+)\})?(==|!=|\+=|:=|-=|=)"([^"]*)"')
MATCHED = {"ACTION", "SUBSYSTEM", "SUBSYSTEMS", "KERNEL", "KERNELS", "ATTR", "ATTRS", "ENV"}
SET = {"ENV", "TAG", "SYMLINK", "GOTO", "LABEL"}
Rule = list[tuple[str, str, str, str]]


def parsed(text: str) -> list[Rule]:
    """The rules of a file. Fails on a line udev would not take."""
    found = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        parts = line.split(", ")
        rule = []
        for part in parts:
            match = PART.fullmatch(part)
            assert match, f"{part!r} in {line!r}"
            key, attribute, operator, value = match.groups()
            assert key in (MATCHED if operator in ("==", "!=") else SET), part
            assert (key in {"ATTR", "ATTRS", "ENV"}) == bool(attribute), part
            rule.append((key, attribute or "", operator, value))
        found.append(rule)
    return found


def settings_of(rule: Rule) -> dict[str, str]:
    """What a rule sets."""
    return {key + attribute: value for key, attribute, operator, value in rule if operator in ("=", "+=")}


SCANNERS = (
    Named("Left hand", Identity(0x05E0, 0x1701, "S123")),
    Named('evil", RUN+="rm \n', Identity(0x0403, 0x6001, 'A"B*C[\n, RUN+="x')),
    Named("bench", Identity(0x1A86, 0x7523, location="1-2.3")),
    Named("dual", Identity(0x0403, 0x6010, location="1-2:1.1")),
)


def test_every_line_is_a_rule_and_jumps_have_their_label() -> None:
    every = parsed(rules(SCANNERS))
    jumps = {value for rule in every for key, _, _, value in rule if key == "GOTO"}
    labels = {value for rule in every for key, _, _, value in rule if key == "LABEL"}
    assert jumps == labels == {"serialdock_end"}
    assert every[-1] == [("LABEL", "", "=", "serialdock_end")]
    assert not any(key in {"RUN", "PROGRAM", "IMPORT"} for rule in every for key, *_ in rule)


def test_a_known_scanner_may_be_opened_is_left_alone_and_gets_a_name() -> None:
    mine = [rule for rule in parsed(rules()) if ("ATTRS", "idVendor", "==", "05e0") in rule]
    given = {key: value for rule in mine for key, value in settings_of(rule).items()}
    assert given["TAG"] == "uaccess"
    assert (given["ENVID_MM_DEVICE_IGNORE"], given["ENVID_MM_PORT_IGNORE"]) == ("1", "1")
    assert given["SYMLINK"].startswith("serialdock/$attr{idVendor}")
    assert all(("SUBSYSTEM", "", "==", "tty") in rule for rule in mine)
    device = [rule for rule in parsed(rules()) if ("ATTR", "idVendor", "==", "05e0") in rule]
    assert [settings_of(rule) for rule in device] == [{"ENVID_MM_DEVICE_IGNORE": "1"}]


def test_an_adapter_is_touched_only_when_it_is_configured() -> None:
    assert "1a86" not in rules()
    assert "0403" not in rules()
    bench = next(rule for rule in parsed(rules(SCANNERS)) if ("KERNELS", "", "==", "1-2.3") in rule)
    assert ("ATTRS", "idProduct", "==", "7523") in bench
    assert settings_of(bench)["SYMLINK"] == "serialdock/bench"
    dual = next(rule for rule in parsed(rules(SCANNERS)) if ("KERNELS", "", "==", "1-2:1.1") in rule)
    assert not any(key == "ATTRS" for key, *_ in dual)  # an interface does not carry its device's numbers


def test_a_configured_scanner_is_matched_by_its_serial_number_and_hostile_ones_match_themselves() -> None:
    left, evil = (
        next(value for key, name, _, value in rule if (key, name) == ("ATTRS", "serial"))
        for rule in parsed(rules(SCANNERS))
        if any((key, name) == ("ATTRS", "serial") for key, name, *_ in rule)
    )
    assert left == "S123"
    assert evil == "A?B?C??? RUN+??x"
    assert re.fullmatch(evil.replace("+", r"\+").replace("?", "(?s:.)"), 'A"B*C[\n, RUN+="x')


def test_the_file_says_how_it_is_put_to_use_and_its_number_is_in_time_for_uaccess() -> None:
    number = int(Path(FILE).name.partition("-")[0])
    assert 60 < number < 73
    assert len(INSTALL) == 2
    for command in INSTALL:
        assert f"#   {command}" in rules().splitlines()
    assert FILE in INSTALL[0]
