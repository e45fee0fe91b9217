"""The layouts of a book: kept, chosen, changed. What one is, `layout` says; what its columns may be, `layout_columns`.

Who changes a layout says what it looked like when they began (`was`): had another station changed the same things meanwhile,
nothing is kept and the refusal names them.
"""

from collections.abc import Sequence
from dataclasses import replace

from models import logos, texts
from models.book import Book
from models.language import LANGUAGES, Said, say
from models.layout import Column, PaperKind
from models.layout_columns import KINDS, checked
from models.layout_rows import LayoutCard, layout_for, layout_id, list_layouts, view
from models.refusals_layouts import (
    LayoutChanged,
    LayoutInUse,
    LayoutIsDefault,
    LayoutNameTaken,
    LayoutsFull,
    LayoutUnknown,
    TooManyLines,
)
from models.refusals_nouns import LanguageUnknown
from models.rows import flag

__all__ = [
    "LayoutCard",
    "change",
    "create",
    "delete",
    "layout_for",
    "layout_id",
    "list_layouts",
    "set_columns",
    "set_logo",
    "view",
]
LAYOUTS_MOST = 100
NAME_MOST = 60
TEXT_MOST = 200
COMPANY_LINES, FOOTER_LINES = 5, 3
"""So much text at head and foot fits the page in the widest letters; more would leave no document printable."""


def create(book: Book, *, name: str, copy_of: str) -> LayoutCard:
    """A new layout, in all the copy of another. Raises LayoutUnknown, LayoutNameTaken, LayoutsFull."""
    kept = texts.line("Name", name, most=NAME_MOST)
    with book.write():
        source = _held(book, copy_of)
        if book.value("SELECT count(*) FROM layout") >= LAYOUTS_MOST:
            raise LayoutsFull(most=LAYOUTS_MOST)
        _free(book, kept, 0)
        added = book.row(
            "INSERT INTO layout (name, language, logo, company, footer, ranges, square) "
            "SELECT CAST(? AS TEXT), language, logo, company, footer, ranges, square FROM layout WHERE id = ? "
            "ON CONFLICT (name) DO NOTHING RETURNING id",
            kept,
            source,
        )
        if added is None:
            raise LayoutNameTaken(name=kept)
        book.execute(
            "INSERT INTO layout_column (layout_id, kind, place, name, width) "
            "SELECT CAST(? AS BIGINT), kind, place, name, width FROM layout_column WHERE layout_id = ?",
            added[0],
            source,
        )
        return view(book, name=kept)


def change(book: Book, *, was: LayoutCard, to: LayoutCard, move_to: str | None = None) -> LayoutCard:
    """All but the columns as in `to`: name, language, company block, footer, logo, ranges, square, block and default. A layout
    that is blocked has no customers: they move to `move_to` ("": the default, whichever that is). Raises LayoutUnknown,
    LayoutNameTaken, LayoutIsDefault, LayoutInUse, LayoutChanged, and the refusals of `logos.checked`."""
    kept = _checked(to)
    with book.write():
        here = _held_card(book, was)
        _unchanged(here, was, kept)
        _free(book, kept.name, was.id)
        if (kept.blocked and (kept.default or here.default)) or (here.default and not kept.default):
            raise LayoutIsDefault(name=here.name)
        if kept.blocked and not here.blocked:
            _free_of_customers(book, here.name, was.id, move_to)
        if kept.default and not here.default:
            book.execute("UPDATE layout SET is_default = 0 WHERE is_default = 1")
        book.execute(
            "UPDATE layout SET name = ?, language = ?, company = ?, footer = ?, ranges = ?, square = ?, blocked = ?, "
            "is_default = ?, logo = ? WHERE id = ?",
            *_values(kept),
            was.id,
        )
        return view(book, name=kept.name)


def set_columns(
    book: Book,
    *,
    name: str,
    kind: PaperKind,
    columns: Sequence[Column],
    was: Sequence[Column] | None = None,
) -> LayoutCard:
    """The columns of one kind of document, in their order; `was` are those that were shown, None to replace whatever is there.
    Raises LayoutUnknown, LayoutChanged, and what `layout_columns.checked` raises."""
    kept = checked(kind, columns)
    with book.write():
        id_ = _held(book, name)
        here = view(book, name=name).layout.columns[kind]
        if was is not None and here not in (tuple(was), kept):
            raise LayoutChanged(name=name, changes=Said("the columns of {kind}", {"kind": Said(KINDS[kind])}))
        book.execute("DELETE FROM layout_column WHERE layout_id = ? AND kind = ?", id_, kind)
        for place, column in enumerate(kept, start=1):
            book.execute(
                "INSERT INTO layout_column (layout_id, kind, place, name, width) VALUES (?, ?, ?, ?, ?)",
                id_,
                kind,
                place,
                column.id,
                column.width,
            )
        return view(book, name=name)


def set_logo(book: Book, *, name: str, content: bytes) -> LayoutCard:
    """The logo: a PNG or JPEG, b"" for none. Raises LayoutUnknown and the refusals of `logos.checked`."""
    kept = logos.checked(content) if content else None
    with book.write():
        book.execute("UPDATE layout SET logo = ? WHERE id = ?", kept, _held(book, name))
        return view(book, name=name)


def delete(book: Book, *, name: str, move_to: str | None = None) -> None:
    """Remove a layout; its customers get `move_to` ("": the default, whichever that is). Raises LayoutUnknown, LayoutBlocked,
    LayoutIsDefault, LayoutInUse."""
    with book.write():
        id_ = _held(book, name)
        if view(book, name=name).default:
            raise LayoutIsDefault(name=name)
        _free_of_customers(book, name, id_, move_to)
        book.execute("DELETE FROM layout_column WHERE layout_id = ?", id_)
        book.execute("DELETE FROM layout WHERE id = ?", id_)


def _checked(card: LayoutCard) -> LayoutCard:
    layout = card.layout
    if layout.language not in ("", *LANGUAGES):
        raise LanguageUnknown(language=layout.language)
    kept = replace(
        layout,
        name=texts.line("Name", layout.name, most=NAME_MOST),
        company=_few(
            "Company block", texts.lines("Company block", layout.company, most=TEXT_MOST), COMPANY_LINES
        ),
        footer=_few("Footer", texts.lines("Footer", layout.footer, most=TEXT_MOST), FOOTER_LINES),
        logo=logos.checked(layout.logo) if layout.logo else b"",
    )
    return replace(card, layout=kept)


def _few(field: str, text: str, most: int) -> str:
    """A text of so many lines at most."""
    lines = text.count("\n") + 1
    if lines > most:
        raise TooManyLines(field=field, lines=lines, most=most)
    return text


def _values(card: LayoutCard) -> tuple[object, ...]:
    """What `change` writes."""
    it = card.layout
    flags = (it.ranges, it.square, card.blocked, card.default)
    return (it.name, it.language, it.company, it.footer, *map(flag, flags), it.logo or None)


def _unchanged(here: LayoutCard, was: LayoutCard, to: LayoutCard) -> None:
    """Nobody else has changed what is changed now, or changed it to the same."""
    words = (
        say("Name"), say("Language"), say("Company block"), say("Footer"), say("Ranges of serial numbers"), say("2D code"),
        say("Blocked"), say("Default"), say("Logo"),
    )  # fmt: skip
    sides = zip(words, _values(here), _values(was), _values(to), strict=True)
    changed = [word for word, now, before, wanted in sides if now not in (before, wanted)]
    if changed:
        raise LayoutChanged(name=was.name, changes=", ".join(changed))


def _hold(book: Book) -> dict[str, int]:
    """Every layout's row by its name; nobody else changes one until the transaction ends."""
    sql = "SELECT name, id FROM layout ORDER BY id"
    return dict(book.rows(sql if book.lite else f"{sql} FOR UPDATE"))


def _held(book: Book, name: str) -> int:
    """The row behind a name, held. Raises LayoutUnknown."""
    found = _hold(book).get(name)
    if found is None:
        raise LayoutUnknown(name=name)
    return found


def _held_card(book: Book, was: LayoutCard) -> LayoutCard:
    """The layout that was shown as it is now, held, whatever it is called now. Raises LayoutUnknown."""
    names = [name for name, id_ in _hold(book).items() if id_ == was.id]
    return view(book, name=names[0] if names else was.name)


def _free(book: Book, name: str, own: int) -> None:
    """No other layout is called that, but for capitals."""
    for (other,) in book.rows("SELECT name FROM layout WHERE id <> ?", own):
        if texts.fold(other) == texts.fold(name):
            raise LayoutNameTaken(name=other)


def _free_of_customers(book: Book, name: str, id_: int, move_to: str | None) -> None:
    """Nobody has this layout any more. Raises LayoutInUse where customers have it and nothing was said of them."""
    count = book.value("SELECT count(*) FROM party WHERE layout_id = ?", id_)
    if count and (move_to is None or move_to == name):
        raise LayoutInUse(count=count, name=name)
    if count:
        book.execute(
            "UPDATE party SET layout_id = ? WHERE layout_id = ?", layout_id(book, move_to or ""), id_
        )
