"""The signs on command cards, as lines and areas in a square of side 1 with its origin at the lower left."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Points = tuple[tuple[float, float], ...]
LINE: Final = 0.11
LINES: Final[dict[str, tuple[Points, ...]]] = {
    "CONFIRM": (((0.1, 0.5), (0.4, 0.18), (0.9, 0.85)),),
    "OK": (((0.1, 0.5), (0.4, 0.18), (0.9, 0.85)), ((0.1, 0.05), (0.9, 0.05))),
    "CANCEL": (((0.15, 0.15), (0.85, 0.85)), ((0.15, 0.85), (0.85, 0.15))),
    "UNDO": (((0.4, 0.9), (0.15, 0.65), (0.4, 0.4)), ((0.15, 0.65), (0.85, 0.65), (0.85, 0.15), (0.3, 0.15))),
    "NEXT": (((0.5, 0.95), (0.5, 0.1)), ((0.15, 0.42), (0.5, 0.07), (0.85, 0.42))),
    "PREV": (((0.5, 0.05), (0.5, 0.9)), ((0.15, 0.58), (0.5, 0.93), (0.85, 0.58))),
    "MENU": (
        ((0.05, 0.5), (0.5, 0.92), (0.95, 0.5)),
        ((0.2, 0.45), (0.2, 0.07), (0.8, 0.07), (0.8, 0.45)),
    ),
    "HOLD": (((0.32, 0.1), (0.32, 0.9)), ((0.68, 0.1), (0.68, 0.9))),
    "SHORT": (
        ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.1, 0.1)),
        ((0.25, 0.28), (0.75, 0.28)),
        ((0.25, 0.45), (0.75, 0.45)),
    ),
    "PRINT": (
        ((0.25, 0.6), (0.25, 0.93), (0.75, 0.93), (0.75, 0.6)),
        ((0.3, 0.25), (0.07, 0.25), (0.07, 0.6), (0.93, 0.6), (0.93, 0.25), (0.7, 0.25)),
        ((0.3, 0.4), (0.3, 0.05), (0.7, 0.05), (0.7, 0.4), (0.3, 0.4)),
    ),
    "MOVE": (((0.05, 0.5), (0.9, 0.5)), ((0.6, 0.82), (0.93, 0.5), (0.6, 0.18)), ((0.05, 0.2), (0.05, 0.8))),
    "USER": (
        ((0.35, 0.6), (0.35, 0.9), (0.65, 0.9), (0.65, 0.6), (0.35, 0.6)),
        ((0.12, 0.05), (0.12, 0.3), (0.3, 0.42), (0.7, 0.42), (0.88, 0.3), (0.88, 0.05)),
    ),
}


def draw(canvas: "Canvas", name: str, x: float, y: float, side: float) -> None:
    """The sign of card `name`, its lower left corner at (x, y); `side` in points."""
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(LINE * side)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for points in LINES[name]:
        path = canvas.beginPath()
        path.moveTo(x + points[0][0] * side, y + points[0][1] * side)
        for right, up in points[1:]:
            path.lineTo(x + right * side, y + up * side)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
