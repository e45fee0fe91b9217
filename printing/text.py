"""What a text looks like on paper: signs for what has no shape, lines that fit, right-to-left words readable.

Nothing is markup and nothing is clipped: a text that is too wide goes on in the next line.
"""

import unicodedata
from itertools import groupby

from printing.fonts import Face

ELLIPSIS = "…"
ROUNDING = 1e-9
"""Of a width: letters set as small as a column asks for come to just its width, give or take the last bit."""
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def visible(text: str) -> str:
    """`text` with every character that has no shape of its own replaced by a sign one can see.

    Control characters become their Unicode pictures (␛ for escape); bidi overrides, other format characters
    and lone surrogates become ‹202E›; any kind of blank becomes a space. Accents are joined to letters (NFC).
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(_sign(character) for character in text))


def _sign(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code in _VARIATION_SELECTORS:
        return ""
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"‹{code:04X}›"
    return character


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """`text` in lines of at most `width` points, broken at blanks and, where a word is wider, inside it.

    An empty text is no line. A single character wider than `width` still gets its line.
    """
    lines: list[str] = []
    line, used = "", 0.0
    room = width / size * (1 + ROUNDING)
    shown = visible(text)
    face.require(shown)
    for word in shown.split():
        wide = face.width(word)
        gap = face.width(" ") if line else 0.0
        if used + gap + wide <= room:
            line, used = f"{line} {word}" if line else word, used + gap + wide
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, face, room) if wide > room else [word]
        lines += full
        used = face.width(line)
    return [*lines, line] if line else lines


def _cut(word: str, face: Face, room: float) -> list[str]:
    """`word` in pieces of at most `room` ems; a combining mark stays with its letter."""
    pieces, piece, used = [], "", 0.0
    for character in word:
        wide = face.glyph(character, word)[1]
        if piece and used + wide > room and not unicodedata.combining(character):
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + character, used + wide
    return [*pieces, piece]


def shorten(text: str, face: Face, size: float, width: float) -> str:
    """The first line of `text`, with … if there is more. Only to repeat what stands in full elsewhere."""
    lines = wrap(text, face, size, width)
    if len(lines) <= 1:
        return "".join(lines)
    first = lines[0]
    while first and (face.width(first) + face.width(ELLIPSIS)) * size > width:
        first = first[:-1]
    return first.rstrip() + ELLIPSIS


def in_reading_order(line: str) -> str:
    """One line as it is drawn from left to right: words of right-to-left scripts turned round.

    The short form of the bidi algorithm: runs of right-to-left letters, with the blanks between them, are
    reversed; a mark stays behind its letter, digits keep their order. Arabic letters are not joined.
    """
    if line.isascii() or not any(_leftward(character) for character in line):
        return line
    pieces: list[str] = []
    for leftward, run in groupby(_clusters(line), key=lambda cluster: _leftward(cluster[0])):
        clusters = list(run)
        pieces.append("".join(reversed(clusters) if leftward else clusters))
    return _swap_neighbours(pieces)


def _leftward(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}


def _clusters(line: str) -> list[str]:
    clusters: list[str] = []
    for character in line:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _swap_neighbours(pieces: list[str]) -> str:
    """Right-to-left words with only blanks between them change places too."""
    result: list[str] = []
    chain: list[str] = []
    for piece in [*pieces, ""]:
        if piece and (_leftward(piece[0]) or (chain and piece.isspace())):
            chain.append(piece)
            continue
        tail = chain.pop() if chain and chain[-1].isspace() else ""
        result += [*reversed(chain), tail, piece]
        chain = []
    return "".join(result)
