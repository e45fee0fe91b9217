"""What scanners send and what it must come to: byte for byte, one vector for each rule, with the options it needs.

F: framing and double reads. A: symbology identifiers. G: GS1. M: ISO 15434. B: several in one label. N: numbers with
a meaning. C: command cards. Each begins with nothing scanned before.
"""

from dataclasses import dataclass

GTIN = b"09521234543213"
WRONG_GTIN = b"09521234543214"
HEAD, TAIL = b"[)>\x1e06\x1d", b"\x1e\x04"


@dataclass(frozen=True)
class Vector:
    """`pieces` are bytes and the pauses between them in seconds; `expected` the outcomes, in order; `words` the options
    of `scanner test`. `timed`: its pauses are what it is about."""

    id: str
    pieces: tuple[bytes | float, ...]
    expected: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def timed(self) -> bool:
        """True when it may not be cut anywhere else."""
        return any(isinstance(piece, float) for piece in self.pieces)

    @property
    def data(self) -> bytes:
        """Its bytes in one."""
        return b"".join(piece for piece in self.pieces if isinstance(piece, bytes))


def vector(id: str, data: bytes, *expected: str, words: tuple[str, ...] = ()) -> Vector:
    """A vector without pauses."""
    return Vector(id, (data,), expected, words)


FRAMING = (
    vector("F01", b"ABC123\r", "text ABC123"),
    vector("F02", b"ABC123\r\n", "text ABC123"),
    vector("F03", b"ABC123\n", "text ABC123"),
    vector("F04", b"\r\n\r\r\nABC123\r\r\n\n", "text ABC123"),
    Vector("F05", (b"ABC", 0.2, b"123\r"), ("text ABC123",)),
    Vector("F06", (b"ABC", 1.4, b"SN0001\r"), ("error incomplete", "text SN0001")),
    vector("F07", b"SN0001\rSN0002\rSN0003\r", "text SN0001", "text SN0002", "text SN0003"),
    Vector("F08", (b"ABC", 2.5), ("error incomplete",)),
    vector("F09", b"\0\0ABC123\r\0", "text ABC123"),
    vector("F09a", b"ABC123\0\r", "text ABC123"),
    vector("F10", b"ABC123\r\0\n\0SN0002\r\n", "text ABC123", "text SN0002"),
    vector("F11", b"\x02ABC123\x03", "text ABC123"),
    vector("F11a", b"\x02ABC123\r\n\x03\r\n", "text ABC123"),
    vector("F12", b"\x02SN001\rSN002\nSN003\x03", "multi SN001|SN002|SN003"),
    vector("F13", b"A" * 8193 + b"\rOK1\r", "error too-long", "text OK1"),
    vector("F15", b"AB\xc3\x8d", "error line-settings"),
    vector("F16", b"AB\x1b[2JCD\rOK1\r", "error control-chars", "text OK1"),
    vector("F17", b"SN\xe6\xf8\xe5\r", "error non-ascii"),
    vector("F18", b"SN\xff\x80\rOK1\r", "error non-ascii", "text OK1"),
    vector("F18a", b"A\x11\x03B\rOK1\r", "error control-chars", "text OK1"),
    vector("F19", b"ABC123\t", "text ABC123", words=("--suffix", "tab")),
    vector("F20", b"ABC123", "text ABC123", words=("--suffix", "none")),
    Vector("F21", (b"SN0001\r", 0.6, b"SN0001\r", 0.6, b"SN0001\r"), ("text SN0001",)),
    Vector("F22", (b"SN0001\r", 1.5, b"SN0001\r"), ("text SN0001", "error duplicate")),
    vector("F23", b"SN0001\rSN0002\rSN0001\r", "text SN0001", "text SN0002", "error duplicate"),
    vector("F24", b"SN0001\rSN0001\r", "text SN0001", "error duplicate", words=("--double-read", "0")),
)
IDENTIFIERS = (
    vector("A01", b"]C0ABC123\r", "text ABC123"),
    vector("A02", b"]A0ABC123\r", "text ABC123"),
    vector("A03", b"]E00012345678905\r", "gtin 00012345678905"),
    vector("A04", b"400ABC\r", "text 400ABC"),
    vector("A05", b"4006381333931\r", "gtin 04006381333931"),
    vector("A06", b"]E496385074\r", "gtin 00000096385074"),
    vector("A07", b"]QX-77\r", "text ]QX-77"),
    vector("A08", b"]\r", "text ]"),
    vector("A09", b"]J101" + GTIN + b"21ABC123\r", "gs1 01=09521234543213 21=ABC123"),
    vector("A10", b"]XYZ\r", "text ]XYZ"),
    vector("A11", b"]E04006381333932\r", "error check-digit"),
    vector("A12", b"4006381333932\r", "text 4006381333932"),
)
GS1 = (
    vector("G01", b"]C101" + GTIN + b"21ABC123\r", "gs1 01=09521234543213 21=ABC123"),
    vector("G02", b"]C121ABC123\r", "gs1 21=ABC123"),
    vector("G03", b"]d201" + GTIN + b"21ABC123\x1d10LOT1\r", "gs1 01=09521234543213 21=ABC123 10=LOT1"),
    vector("G04", b"]Q301" + GTIN + b"21ABC123\r", "gs1 01=09521234543213 21=ABC123"),
    vector("G05", b"]e001" + GTIN + b"10L7\r", "gs1 01=09521234543213 10=L7"),
    vector("G06", b"\x1d01" + GTIN + b"21ABC123\r", "gs1 01=09521234543213 21=ABC123"),
    vector("G07", b"01" + GTIN + b"21ABC123\r", "gs1 01=09521234543213 21=ABC123"),
    vector("G08", b"]C100340123450000000017\r", "sscc 340123450000000017"),
    vector("G09", b"]C101" + WRONG_GTIN + b"21ABC123\r", "error check-digit"),
    vector("G10", b"]C100340123450000000018\r", "error check-digit"),
    vector("G11", b"]d201" + GTIN + b"21abC9\r", "gs1 01=09521234543213 21=abC9"),
    vector("G12", b"]d201" + GTIN + b"2100123\r", "gs1 01=09521234543213 21=00123"),
    vector("G13", b"21ABC123\r", "text 21ABC123"),
    vector("G14", b"]d221" + b"A" * 21 + b"\r", "error serial-length"),
    vector("G15", b"]d2240XYZ\x1d250S2\x1d21S1\r", "gs1 240=XYZ 250=S2 21=S1"),
    vector("G16", b"]C101" + GTIN + b"17251231" + b"21ABC\r", "gs1 01=09521234543213 17=2025-12-31 21=ABC"),
    vector("G17", b"]C101" + GTIN + b"1725120021ABC\r", "gs1 01=09521234543213 17=2025-12-31 21=ABC"),
    vector("G18", b"]C101" + GTIN + b"1725130121ABC\r", "error date"),
    vector(
        "G19",
        b"https://example.com/01/" + GTIN + b"/21/ABC%2F123?17=251231\r",
        "gs1 01=09521234543213 21=ABC/123 17=2025-12-31",
    ),
    vector("G20", b"]Q1https://id.gs1.org/01/" + GTIN + b"/21/A1\r", "gs1 01=09521234543213 21=A1"),
    vector("G21", b"(01)" + GTIN + b"(21)ABC123\r", "gs1 01=09521234543213 21=ABC123"),
    vector("G22", b"]C101" + GTIN + b"21A1\x1d21B2\r", "error two-serials"),
    vector(
        "G23",
        b"]C101" + GTIN + b"21ABC123|17251231\r",
        "gs1 01=09521234543213 21=ABC123 17=2025-12-31",
        words=("--gs-substitute", "|"),
    ),
    vector("G24", b"01" + WRONG_GTIN + b"21ABC123\r", "text 01095212345432142" + "1ABC123"),
)
ENVELOPES = (
    vector("M01", HEAD + b"1PABC-1\x1dSSN001" + TAIL + b"\r", "iso15434 1P=ABC-1 S=SN001"),
    vector("M02", HEAD + b"SSN001\x1dSSN002" + TAIL + b"\r", "iso15434 S=SN001 S=SN002"),
    vector("M03", b"[)>\x1e05\x1d01" + GTIN + b"21ABC123" + TAIL + b"\r", "gs1 01=09521234543213 21=ABC123"),
    vector("M04", b"[)>06\x1d1PABC-1\x1dSSN001\x1e\x04\r", "iso15434 1P=ABC-1 S=SN001"),
    vector("M05", b">[)>06\x1d1PABC-1\x1dSSN001\r", "iso15434 1P=ABC-1 S=SN001"),
    vector("M06", b"[)>\x0006\x1d1PABC-1\x1dSSN001\x1e\x04\r", "iso15434 1P=ABC-1 S=SN001"),
    vector("M06a", b"[)>\x1d06\x1d1PABC-1\x1dSSN001\x1e\x04\r", "iso15434 1P=ABC-1 S=SN001"),
    vector("M07", HEAD + b"3SPKG77\x1d1PABC-1\x1dQ10" + TAIL + b"\r", "iso15434 3S=PKG77 1P=ABC-1 Q=10"),
    vector("M08", HEAD + b"1PABC-1\x1d31SA01\x1d32SA10" + TAIL + b"\r", "iso15434 1P=ABC-1 31S=A01 32S=A10"),
    vector("M09", b"]L2" + HEAD + b"1PABC-1\x1dSSN001" + TAIL + b"\r", "iso15434 1P=ABC-1 S=SN001"),
    vector("M10", HEAD + b"1PABC-1\x1dQ3\x1dSSN001\x1dSSN002" + TAIL + b"\r", "error quantity"),
    vector(
        "M11",
        HEAD + b"9N112097776020\x1dS496320471563\x1d1TABC123\x1dD290331" + TAIL + b"\r",
        "iso15434 9N=112097776020 S=496320471563 1T=ABC123 D=290331",
    ),
    vector("M12", HEAD + b"1PABC-1\x1d123" + TAIL + b"\r", "error identifier"),
    vector("M13", HEAD + b"1PABC-1\x1dQ1O\x1dSSN001\x1dSSN002" + TAIL + b"\r", "error quantity"),
    vector("M14", HEAD + b"1PABC-1\x1dS" + TAIL + b"\r", "error identifier"),
)
LISTS_NUMBERS_CARDS = (
    vector("B01", b"SN001,SN002,SN003\r", "multi SN001|SN002|SN003"),
    vector("B01a", b"SN001;SN002\r", "multi SN001|SN002"),
    vector("B02", b"SN001,SN002,SN001\r", "error duplicate"),
    vector("B02a", b"SN002\rSN001,SN002,SN003\rSN003\r", "text SN002", "error duplicate", "text SN003"),
    vector("B03", b"SSN001\r", "text SSN001"),
    vector("B03a", b"SSN001\r", "iso15434 S=SN001", words=("--di-1d",)),
    vector("B04", b"SN001,CMD.UNDO\r", "error command-in-list"),
    vector("N01", b"356938035643809\r", "imei 356938035643809"),
    vector("N02", b"356938035643808\r", "error check-digit", words=("--rule", "imei")),
    vector("N02a", b"356938035643808\r", "text 356938035643808"),
    vector("N03", b"00-1a-2b-3c-4d-5e\r", "mac 001A2B3C4D5E", words=("--rule", "mac")),
    vector("N03a", b"00:1A:2B:3C:4D:5E\r", "mac 001A2B3C4D5E", words=("--rule", "mac")),
    vector("N03b", b"001A2B3C4D5E\r", "mac 001A2B3C4D5E", words=("--rule", "mac")),
    vector("C01", b"CMD.UNDO\r", "command UNDO"),
    vector("C02", b"CMD.USER.7\r", "command USER.7"),
    vector("C03", b"CMD.NOPE\r", "error unknown-command"),
    vector("C04", b"CMD.CONFIRM\rCMD.CONFIRM\r", "command CONFIRM"),
)
VECTORS = (*FRAMING, *IDENTIFIERS, *GS1, *ENVELOPES, *LISTS_NUMBERS_CARDS)
