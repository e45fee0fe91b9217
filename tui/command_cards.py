"""Command cards: labels at a station that a scanner reads instead of a key being pressed. One place decides.

A card acts once, on the one screen that is on top when it is judged, by that screen's own commands. It is
never data. Rules:
* The same card within REPEAT_S of its last sighting, or of a screen's coming up, does nothing: a label held
  in view, or read twice, never answers what its own first reading has opened.
* A question is agreed to only by a card scanned after it was asked.
* What cannot be taken back (QUESTIONED) is asked first; a second card agrees.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from models.language import say
from tui import commands
from tui.messages import Taken

if TYPE_CHECKING:
    from models.codes import Command
    from tui.screens.base import StationScreen

REPEAT_S: Final = 1.0
HOME_STEPS_MAX: Final = 50
"""Screens that a way home may close; more are never open."""

CONFIRM: Final[Mapping[str, tuple[str, ...]]] = {
    "ReceiptScreen": ("post",),
    "ShipmentScreen": ("confirm",),
    "SalesOrderScreen": ("confirm", "ship"),
    "QuoteScreen": ("order",),
    "InvoiceScreen": ("post",),
    "CreditNoteScreen": ("post",),
    "RepairScreen": ("post", "send"),
    "SupplierReturnScreen": ("post",),
    "SerialLifeScreen": ("ways", "take"),
    "PurchaseOrderScreen": ("order", "start"),
    "SerialPaste": ("take",),
    "CountPaste": ("take",),
}
"""What CMD.CONFIRM stands for, by screen: the first of these commands that is possible now. Where it hangs on
what the list holds, the screen's own `confirms` says it (adjustments)."""
CONFIRM_ELSEWHERE: Final = ("yes", "save", "take", "open", "close")
"""The same on every other screen: yes to a question, a form saved, the line under the cursor opened."""
SIMPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "UNDO": ("undo",),
    "PRINT": ("print", "retry", "test", "print_jobs"),
    "SHORT": ("short",),
    "MOVE": ("move",),
}
AGREE: Final = ("yes", "close")
"""What CMD.OK stands for: yes to a question, a page read."""
USER: Final = "USER."
STEPS: Final = {"NEXT": "down", "PREV": "up"}
QUESTIONED: Final = {("ReceiptScreen", "post"), ("AdjustmentScreen", "post"), ("ShipmentScreen", "confirm")}


async def play(screen: "StationScreen[Any]", taken: Taken) -> bool:
    """Carry out `taken` on `screen` if it is a command card, even one of another firm; False when it is none."""
    from models.codes import COMMAND, Command, Unreadable, parse

    board = screen.station.board
    code = parse(taken.text) if taken.fault is None and COMMAND in taken.text else None
    if isinstance(code, Unreadable) and code.kind == "unknown-command":
        board.last_card = ("", 0.0)
        sentence = say("{text} is no command card of this station.", text=code.text)
        screen.refused(sentence, say("Use a card from this station's own sheet."))
        return True
    if not isinstance(code, Command):
        board.last_card = ("", 0.0)
        return False
    screen.station.ears.beeper.card()
    name, at = board.last_card
    board.last_card = (code.name, taken.at)
    if name != code.name or taken.at - max(at, screen.shown_at) > REPEAT_S:
        await _act(screen, code, taken.at)
    else:
        screen.station.ears.beeper.echo()
    return True


async def _act(screen: "StationScreen[Any]", card: "Command", at: float) -> None:
    match card.name:
        case "CANCEL" | "MENU" | "HOLD":
            await _leave(screen, card)
        case "NEXT" | "PREV":
            if not screen.card_step(STEPS[card.name]):
                _useless(screen, card)
        case user if user.startswith(USER):
            await _sign_on(screen, user.removeprefix(USER))
        case "OK" if not _first(screen, AGREE):
            screen.idle()
        case "CONFIRM" if await screen.card_enter():
            return
        case "CONFIRM" | "OK" | "PRINT" | "UNDO" | "SHORT" | "MOVE":
            ids = {"CONFIRM": screen.confirms(), "OK": AGREE}.get(card.name) or SIMPLE[card.name]
            await _carry_out(screen, card, _first(screen, ids), at)
        case digit if digit.isdigit():
            if not screen.card_digit(digit):
                await _carry_out(screen, card, _by_key(screen, digit), at)
        case _:
            _useless(screen, card)


async def _carry_out(
    screen: "StationScreen[Any]", card: "Command", command: commands.Command | None, at: float
) -> None:
    if command is None:
        _useless(screen, card)
    elif at < max(
        screen.asked_at if command.id == "yes" else 0.0, screen.shown_at if screen.is_modal else 0.0
    ):
        sentence = say("{text} was scanned before this question.", text=card.text)
        screen.refused(sentence, say("Read it, then scan again."))
    elif (
        (type(screen).__name__, command.id) not in QUESTIONED
        or screen.asks_itself(command)
        or await _agreed(screen, command)
    ):
        await screen.carry_out(command)


async def _agreed(screen: "StationScreen[Any]", command: commands.Command) -> bool:
    from tui.screens.confirm import Confirm

    number = screen.heading().partition(" · ")[0]
    question = say("{command} {number}?", command=command.label, number=number)
    return await screen.ask(Confirm(question, say("CMD.CONFIRM once more is yes, CMD.CANCEL is no."))) is True


async def _leave(screen: "StationScreen[Any]", card: "Command") -> None:
    if card.name == "CANCEL":
        await _cancel(screen)
    elif card.name == "MENU":
        await _go_home(screen)
    else:
        await _hold(screen, card)


async def _cancel(screen: "StationScreen[Any]") -> None:
    back = _first(screen, ("back",))
    if back is None or len(screen.station.screen_stack) == 1:
        screen.idle()
    else:
        await screen.carry_out(back)


async def _hold(screen: "StationScreen[Any]", card: "Command") -> None:
    """Put the document away as it is and go home; a form on the way that was changed asks, and may stay."""
    words = screen.set_aside()
    if not words:
        _useless(screen, card)
        return
    await _go_home(screen)
    home = screen.station.station_screen
    if len(screen.station.screen_stack) == 1:
        home.ok(words, say("Scan its number to go on with it."))


async def _sign_on(screen: "StationScreen[Any]", number: str) -> None:
    """What is done from now on is signed by that operator; what is open stays open."""
    from tui.jumping import sign_on

    await screen.guarded(sign_on(screen, number))


async def _go_home(screen: "StationScreen[Any]") -> None:
    """Close one screen after another; a form that was changed asks, and stays if a person wants it to."""
    station = screen.station
    for _ in range(HOME_STEPS_MAX):
        top = station.station_screen
        if len(station.screen_stack) == 1:
            top.idle()
            return
        await top.guarded(top.go_home())
        await station.pump.others_rest()
        if station.station_screen is top:
            return


def _first(screen: "StationScreen[Any]", ids: tuple[str, ...]) -> commands.Command | None:
    """The first of these commands that means something on the screen now, and can be taken back."""
    own = {c.id: c for c in screen.all_commands() if screen.allowed(c) and not c.destructive}
    return next((own[id] for id in ids if id in own), None)


def _by_key(screen: "StationScreen[Any]", key: str) -> commands.Command | None:
    return next((c for c in screen.all_commands() if key == c.key and screen.allowed(c)), None)


def _useless(screen: "StationScreen[Any]", card: "Command") -> None:
    screen.refused(say("{text} has no use here now.", text=card.text), say("? shows what can be done here."))
