"""The rules of R1.1 to R2.9, one label for each of them, from bytes on the wire to the outcome that `scanner test` prints.

The names are those of the vectors; what the rules decide is written down here, whether or not a vector shows it.
"""

import io
import json
import subprocess
import sys

import pytest

from devices.double_read import DoubleRead
from devices.framing import Frame, Framer
from devices.scanner import Scan
from models.check_digits import gs1_digit_fits
from models.codes import is_item_number
from tui.commandline.scanner_report import ScannerReport

GTIN = "09521234543213"
SSCC = next(f"00952123454321321{d}" for d in "0123456789" if gs1_digit_fits(f"00952123454321321{d}"))
HEAD, TAIL = b"[)>\x1e06\x1d", b"\x1e\x04\r"
G01 = f"01{GTIN}".encode()


def outcomes(*pieces: tuple[bytes, float], rule: str = "", di_1d: bool = False, **line: object) -> list[str]:
    """What the scanner test says of bytes that come in pieces, each with the pause behind it in seconds."""
    framer = Framer(**line)  # type: ignore[arg-type]
    echo, out = DoubleRead(1.0, 0.3, is_item_number), io.StringIO()
    report = ScannerReport(True, rule, di_1d, out)
    at = 1.0
    for data, pause in pieces:
        found = framer.feed(data, at)
        at += pause
        for one in [*found, *framer.tick(at)]:
            text = one.text if isinstance(one, Frame) else ""
            kind = None if isinstance(one, Frame) else one.kind
            if kind in (None, "non-ascii", "control-chars") and echo.is_echo(text, one.raw, one.at):
                continue
            report.show(Scan(text, one.raw, "scanner", one.at, kind))
    return [json.loads(line)["outcome"] for line in out.getvalue().splitlines()]


def once(data: bytes, **how: object) -> str:
    """The one outcome of one write."""
    found = outcomes((data, 0.0), **how)  # type: ignore[arg-type]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("name", "data", "outcome"),
    [
        ("F02 CR LF", b"ABC123\r\n", "text ABC123"),
        ("F04 empty frames", b"\r\n\r\n\rABC123\r\r\n", "text ABC123"),
        ("F12 CR is data between STX and ETX", b"\x02SN001\rSN002\x03", "multi SN001|SN002"),
        ("F16 an escape sequence", b"\x1b[2JABC\r", "error control-chars"),
        ("F18 bytes that are no UTF-8", b"SN\xff\xfe1\r", "error non-ascii"),
        ("A02 Code 39", b"]A0ABC123\r", "text ABC123"),
        ("A02 plain Data Matrix", b"]d1ABC123\r", "text ABC123"),
        ("A04 EAN-8, not AI (96)", b"96385074\r", "gtin 00000096385074"),
        ("A06 a bracket alone", b"]\r", "text ]"),
        ("A08 no symbology", b"]XYZ\r", "text ]XYZ"),
        ("A08 an id and nothing", b"]C\r", "text ]C"),
        ("A10 GS1 Aztec", b"]z1" + G01 + b"21ABC\r", f"gs1 01={GTIN} 21=ABC"),
        ("A10 EAN-8 by its carrier", b"]E496385074\r", "gtin 00000096385074"),
        ("A12 a wrong digit with no carrier", b"4006381333932\r", "text 4006381333932"),
        ("G02 two variable fields", b"]C1" + G01 + b"10LOT7\x1d21SER123\r", f"gs1 01={GTIN} 10=LOT7 21=SER123"),
        ("G04 GS1 QR", b"]Q3" + G01 + b"21ABC123\r", f"gs1 01={GTIN} 21=ABC123"),
        ("G06 the serial alone", b"]C121ABC123\r", "gs1 21=ABC123"),
        ("G08 a pallet", b"]C100" + SSCC.encode() + b"\r", f"sscc {SSCC}"),
        ("G10 leading zeros", b"]d2" + G01 + b"2100042\r", f"gs1 01={GTIN} 21=00042"),
        ("G12 a leading GS", b"\x1d" + G01 + b"21ABC123\r", f"gs1 01={GTIN} 21=ABC123"),
        ("G14 21 characters", b"]C1" + G01 + b"21" + b"A" * 21 + b"\r", "error serial-length"),
        ("G16 no such month", b"]C1" + G01 + b"17251301\r", "error date"),
        ("G18 a link in plain QR", b"]Q1https://id.gs1.org/01/" + GTIN.encode() + b"/21/ABC\r", f"gs1 01={GTIN} 21=ABC"),
        ("G20 a link in capitals", b"HTTPS://ID.GS1.ORG/01/" + GTIN.encode() + b"/21/ABC\r", f"gs1 01={GTIN} 21=ABC"),
        ("G22 two serials", b"]C1" + G01 + b"21A\x1d21B\r", "error two-serials"),
        ("G24 wrong digit, no carrier", b"010952123454321421ABC\r", "text 010952123454321421ABC"),
        ("M02 several serials", HEAD + b"1PABC-1\x1dQ2\x1dSSN001\x1dSSN002" + TAIL, "iso15434 1P=ABC-1 Q=2 S=SN001 S=SN002"),
        ("M04 the RS is lost", b"[)>06\x1d1PABC-1\x1dSSN001\x1e\x04\r", "iso15434 1P=ABC-1 S=SN001"),
        ("M04 GS for RS", b"[)>\x1d06\x1d1PABC-1\x1dSSN001\x1e\x04\r", "iso15434 1P=ABC-1 S=SN001"),
        ("M06 NUL for RS", b"[)>\x0006\x1d1PABC-1\x1dSSN001\x1e\x04\r", "iso15434 1P=ABC-1 S=SN001"),
        ("M06 no trailer", b"[)>\x1e06\x1d1PABC-1\x1dSSN001\r", "iso15434 1P=ABC-1 S=SN001"),
        ("M08 a range", HEAD + b"31SA001\x1d32SA010" + TAIL, "iso15434 31S=A001 32S=A010"),
        ("M10 quantity and serials", HEAD + b"Q3\x1dSSN001\x1dSSN002" + TAIL, "error quantity"),
        ("M12 no letter", HEAD + b"1PABC-1\x1d12345" + TAIL, "error identifier"),
        ("M14 no value", HEAD + b"1PABC-1\x1dS" + TAIL, "error identifier"),
        ("B02 twice in the list", b"SN001,SN002,SN001\r", "error duplicate"),
        ("B04 a command in the list", b"SN001,CMD.UNDO\r", "error command-in-list"),
        ("B01 semicolons", b"SN001;SN002;SN003\r", "multi SN001|SN002|SN003"),
        ("B01 RS", b"SN001\x1eSN002\r", "multi SN001|SN002"),
        ("B01 GS", b"SN001\x1dSN002\r", "multi SN001|SN002"),
        ("N02 without a rule", b"356938035643808\r", "text 356938035643808"),
        ("N02 IMEISV", b"3569380356438091\r", "text 3569380356438091"),
        ("N04 without a rule", b"00:1A:2B:3C:4D:5E\r", "text 00:1A:2B:3C:4D:5E"),
        ("C02 a numbered card", b"CMD.USER.7\r", "command USER.7"),
    ],
)  # fmt: skip
def test_one_label(name: str, data: bytes, outcome: str) -> None:
    assert once(data) == outcome, name


def test_rules_of_the_item_decide() -> None:
    assert once(b"356938035643808\r", rule="imei") == "error check-digit"
    assert once(b"356938035643809\r", rule="imei") == "imei 356938035643809"
    for written in (b"001a2b3c4d5e\r", b"00:1A:2B:3C:4D:5E\r", b"00-1a-2b-3c-4d-5e\r"):
        assert once(written, rule="mac") == "mac 001A2B3C4D5E"
    assert once(b"SSN001\r", di_1d=True) == once(b"SSN001\r", rule="di") == "iso15434 S=SN001"
    assert once(b"XSN001\r", rule="di") == "text XSN001"


def test_the_line_decides() -> None:
    late = outcomes((b"ABC", 1.5), (b"XYZ1\r", 0.0))
    assert late == ["error incomplete", "text XYZ1"]  # F06, F08
    assert outcomes((b"ABC123", 0.4), suffix="none") == ["text ABC123"]  # F20
    assert outcomes((b"A1\t", 2.0)) == ["error incomplete"]


def test_the_same_label_later_is_a_duplicate_and_sooner_an_echo() -> None:
    assert outcomes((b"SN0001\r", 1.2), (b"SN0001\r", 0.0)) == ["text SN0001", "error duplicate"]  # F22
    assert outcomes((b"CMD.UNDO\r", 0.5), (b"CMD.UNDO\r", 0.0)) == ["command UNDO"]  # C04
    assert outcomes((b"4006381333931\r", 0.4), (b"4006381333931\r", 0.0)) == ["gtin 04006381333931"] * 2


def test_a_list_with_a_serial_seen_before_is_refused_whole() -> None:
    assert outcomes((b"SN2\r", 2.0), (b"SN1,SN2\r", 2.0), (b"SN1\r", 0.0)) == ["text SN2", "error duplicate", "text SN1"]  # fmt: skip


@pytest.mark.parametrize("tail", ["17251231", "10LOT", "4000000000000000", "ABC", ""])
def test_nothing_is_split_where_no_separator_stands(tail: str) -> None:
    """K1: AI 21 has no fixed length, so what runs on belongs to it."""
    assert once(b"]C1" + G01 + b"21A" + tail.encode() + b"\r") == f"gs1 01={GTIN} 21=A{tail}"


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ("3103001234", "3103=001234"),
        ("00" + SSCC, None),
        ("7003" + "2512311200", "7003=2512311200"),
        ("8008" + "25123123", "8008=25123123"),
        ("4104012345000009", "410=4012345000009"),
        ("3921500\x1d21A", "3921=500 21=A"),
        ("4330000100-", "4330=000100-"),
        ("8200http://x", "8200=http://x"),
        ("95AB", "95=AB"),
        ("02" + GTIN + "3710", f"02={GTIN} 37=10"),
    ],
)
def test_every_identifier_of_the_standard_is_read_with_its_own_length(
    elements: str, said: str | None
) -> None:
    assert once(b"]C1" + elements.encode() + b"\r") == (f"gs1 {said}" if said else f"sscc {SSCC}")


@pytest.mark.parametrize(
    "elements",
    ["4307ab", "43215", "8003195212345432131", "4230", "05A", "7258123", "7003251231120021A", "392150021A"],
)
def test_a_value_outside_its_format_refuses_the_label(elements: str) -> None:
    assert once(b"]C1" + elements.encode() + b"\r").startswith("error ")


def test_a_plus_in_a_link_is_a_plus() -> None:
    assert once(f"https://x.com/01/{GTIN}?10=A+B%2F1&x=y\r".encode()) == f"gs1 01={GTIN} 10=A+B/1"


def test_the_table_of_gs1_is_loaded_by_no_text_that_is_not_gs1_by_evidence() -> None:
    texts = ["SN001", "0123456", "01234567890123456789", "010952123454321421A", "4006381333931", "https://x.com/21/A", "A,B", "]d1X", "]"]  # fmt: skip
    asks = f"import sys; from models.codes import parse; [parse(t) for t in {texts!r}]; print('biip' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
