"""Data Matrix ECC 200 as squares on a page: plain ASCII, GS1 with its FNC1, ISO 15434 envelopes (ISO/IEC 16022).

The square sizes up to 104 x 104 are made. Sizes are in modules, the white border of one module on every side included where
it says so.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from printing.errors import BarcodeCharacters

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

GS: Final = "\x1d"
FNC1: Final = GS
"""Stands for the function character in a GS1 payload: in front of it all, and between fields of no fixed length."""
FNC1_CODEWORD, PAD, DIGIT_PAIR = 232, 129, 130
QUIET_MODULES = 1  # ISO/IEC 16022: at least one module of white on every side
ENVELOPE_HEAD: Final = "[)>\x1e06\x1d"
ENVELOPE_END: Final = "\x1e\x04"
MACRO_06: Final = 237
"""Stands for the head and the end of an ISO 15434 envelope of format 06 at once (ISO/IEC 16022, 5.2.4.7)."""
# Side of the symbol, data codewords, error codewords, side of one region, blocks; the regions form a square.
SIZES: Final = (
    (10, 3, 5, 8, 1), (12, 5, 7, 10, 1), (14, 8, 10, 12, 1), (16, 12, 12, 14, 1), (18, 18, 14, 16, 1),
    (20, 22, 18, 18, 1), (22, 30, 20, 20, 1), (24, 36, 24, 22, 1), (26, 44, 28, 24, 1), (32, 62, 36, 14, 1),
    (36, 86, 42, 16, 1), (40, 114, 48, 18, 1), (44, 144, 56, 20, 1), (48, 174, 68, 22, 1), (52, 204, 84, 24, 2),
    (64, 280, 112, 14, 2), (72, 368, 144, 16, 4), (80, 456, 192, 18, 4), (88, 576, 224, 20, 4), (96, 696, 272, 22, 4),
    (104, 816, 336, 24, 6),
)  # fmt: skip
CODEWORDS_MOST: Final = SIZES[-1][1]
PRIMITIVE = 0x12D


@dataclass(frozen=True)
class DataMatrix:
    """One symbol: `rows` from the top, True is black; `payload` as it was given."""

    payload: str
    rows: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """Its side, white border included."""
        return len(self.rows) + 2 * QUIET_MODULES

    def draw(self, canvas: "Canvas", x: float, y: float, module: float) -> None:
        """Fill the squares with the canvas's colour; (x, y) is the lower left corner, white border included."""
        path = canvas.beginPath()
        for number, row in enumerate(self.rows):
            bottom = y + (len(self.rows) - number - 1 + QUIET_MODULES) * module
            for start, width in _runs(row):
                path.rect(x + (start + QUIET_MODULES) * module, bottom, width * module, module)
        canvas.drawPath(path, stroke=0, fill=1)


def data_matrix(payload: str) -> DataMatrix:
    """`payload` in the smallest square that holds it. BarcodeCharacters for anything but ASCII and FNC1 (or an envelope),
    and for more than fits."""
    data = codewords(payload)
    size = next((size for size in SIZES if size[1] >= len(data)), None)
    if size is None:
        raise BarcodeCharacters(text=payload)
    side, capacity, errors, region, blocks = size
    words = _padded(data, capacity)
    checks = [_error_words(words[block::blocks], errors // blocks) for block in range(blocks)]
    woven = [check[place] for place in range(errors // blocks) for check in checks]
    mapping = _placed(words + woven, region * (side // (region + 2)))
    return DataMatrix(payload, _framed(mapping, side, region))


def codewords(payload: str) -> list[int]:
    """What holds the payload, without padding and error words. BarcodeCharacters for what no codeword stands for."""
    if payload.startswith(ENVELOPE_HEAD) and payload.endswith(ENVELOPE_END):
        inside = payload[len(ENVELOPE_HEAD) : -len(ENVELOPE_END)]
        return [MACRO_06, *_codewords(inside, separator=ord(GS) + 1)]
    return _codewords(payload, separator=FNC1_CODEWORD)


def _codewords(payload: str, separator: int) -> list[int]:
    if not payload or not all(" " <= character <= "~" or character == GS for character in payload):
        raise BarcodeCharacters(text=payload)
    words, at = [], 0
    while at < len(payload):
        pair = payload[at : at + 2]
        if len(pair) == 2 and pair.isdigit():
            words.append(DIGIT_PAIR + int(pair))
            at += 2
            continue
        words.append(separator if pair[0] == GS else ord(pair[0]) + 1)
        at += 1
    return words


def _padded(data: list[int], capacity: int) -> list[int]:
    """The first pad says that the data ends; the others are scrambled by their place."""
    words = list(data)
    if len(words) < capacity:
        words.append(PAD)
    while len(words) < capacity:
        scrambled = PAD + (149 * (len(words) + 1)) % 253 + 1
        words.append(scrambled if scrambled <= 254 else scrambled - 254)
    return words


@cache
def _logarithms() -> tuple[list[int], list[int]]:
    powers, logs = [0] * 255, [0] * 256
    value = 1
    for exponent in range(255):
        powers[exponent], logs[value] = value, exponent
        value <<= 1
        if value & 0x100:
            value ^= PRIMITIVE
    return powers, logs


def _times(left: int, right: int) -> int:
    powers, logs = _logarithms()
    return powers[(logs[left] + logs[right]) % 255] if left and right else 0


@cache
def _generator(count: int) -> tuple[int, ...]:
    """The product of (x - 2^1) … (x - 2^count), highest power first and without its leading 1."""
    powers, _ = _logarithms()
    polynomial = [1]
    for exponent in range(1, count + 1):
        root = powers[exponent % 255]
        longer = [*polynomial, 0]
        for place, factor in enumerate(polynomial):
            longer[place + 1] ^= _times(factor, root)
        polynomial = longer
    return tuple(polynomial[1:])


def _error_words(words: list[int], count: int) -> list[int]:
    generator = _generator(count)
    rest = [0] * count
    for word in words:
        lead = word ^ rest[0]
        rest = [*rest[1:], 0]
        for place, factor in enumerate(generator):
            rest[place] ^= _times(lead, factor)
    return rest


def _placed(words: list[int], side: int) -> list[list[bool]]:
    """The bits of the codewords in the mapping matrix (ISO/IEC 16022, annex F)."""
    bits: dict[tuple[int, int], bool] = {}
    following = iter(words)
    for cells in _walk(side, bits):
        word = next(following)
        for bit, (row, column) in enumerate(cells):
            bits[_wrapped(row, column, side)] = bool(word >> (7 - bit) & 1)
    if (side - 1, side - 1) not in bits:
        bits[side - 1, side - 1] = bits[side - 2, side - 2] = True
    return [[bits.get((row, column), False) for column in range(side)] for row in range(side)]


def _walk(side: int, taken: Container[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The cells of each codeword in turn, along diagonals up and down; `taken` grows while this goes on."""
    row, column, step = 4, 0, -2
    while row < side or column < side:
        corner = _corner(row, column, side) if step < 0 else None
        if corner:
            yield corner
        while (row >= 0 and column < side) if step < 0 else (row < side and column >= 0):
            if 0 <= row < side and 0 <= column < side and (row, column) not in taken:
                yield _utah(row, column)
            row, column = row + step, column - step
        row, column = (row + 1, column + 3) if step < 0 else (row + 3, column + 1)
        step = -step


def _wrapped(row: int, column: int, side: int) -> tuple[int, int]:
    """A cell beyond the upper or left edge comes back at the other side, shifted."""
    if row < 0:
        row, column = row + side, column + 4 - (side + 4) % 8
    if column < 0:
        row, column = row + 4 - (side + 4) % 8, column + side
    return row, column


def _utah(row: int, column: int) -> list[tuple[int, int]]:
    steps = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))
    return [(row + down, column + right) for down, right in steps]


def _corner(row: int, column: int, side: int) -> list[tuple[int, int]] | None:
    """The bent shapes at the corners, from the highest bit on, where the walk meets one."""
    end = side - 1
    if (row, column) == (side, 0):
        return [(end, 0), (end, 1), (end, 2), (0, end - 1), (0, end), (1, end), (2, end), (3, end)]
    if (row, column) == (side - 2, 0) and side % 4:
        return [(end - 2, 0), (end - 1, 0), (end, 0)] + [(0, end - n) for n in (3, 2, 1, 0)] + [(1, end)]
    if (row, column) == (side - 2, 0) and side % 8 == 4:
        return [(end - 2, 0), (end - 1, 0), (end, 0), (0, end - 1), (0, end), (1, end), (2, end), (3, end)]
    if (row, column) == (side + 4, 2) and not side % 8:
        return [(end, 0), (end, end), (0, end - 2), (0, end - 1), (0, end)] + [
            (1, end - n) for n in (2, 1, 0)
        ]
    return None


def _framed(mapping: list[list[bool]], side: int, region: int) -> tuple[tuple[bool, ...], ...]:
    """Each region with its solid edges left and below, and its dotted ones above and right."""
    block = region + 2

    def cell(row: int, column: int) -> bool:
        down, across = row % block, column % block
        if across == 0 or down == block - 1:
            return True
        if down == 0:
            return column % 2 == 0
        if across == block - 1:
            return row % 2 == 1
        return mapping[row // block * region + down - 1][column // block * region + across - 1]

    return tuple(tuple(cell(row, column) for column in range(side)) for row in range(side))


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs, start = [], None
    for place, black in enumerate((*row, False)):
        if black and start is None:
            start = place
        elif not black and start is not None:
            runs.append((start, place - start))
            start = None
    return runs
