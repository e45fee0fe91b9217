"""What every screen does: order, verdicts, dialogs, the tray, hostile keys; at the app, by the robot."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from tests.tui.robot import Robot, station
from tests.tui.shell import notebook_station
from tui.commands import Command
from tui.messages import PortChanged, Scanned, Taken
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.screens.help import Help

QUIT_KEYS = ["ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+d", "ctrl+backslash", "f10", "alt+f4"]


async def test_a_scan_is_judged_and_the_band_says_so() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.scan("SN1")
        robot.ok("SN1 noted, 1 in all")
        robot.sees("✔ OK", "SerialDock · Packing 2", "Clerk A")
        assert notebook.taken[0].source == "scanner 1"


async def test_a_refusal_says_why_and_what_next_and_rings_once() -> None:
    app, _ = notebook_station()
    rung: list[int] = []
    async with station(app) as robot:
        app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        await robot.scan("BAD1")
        robot.refused("BAD1 is bad.", "Put it aside.")
        robot.sees("✖ REFUSED")
        await robot.scan("SN1")
        assert rung == [1]


async def test_a_command_key_waits_its_turn_behind_the_scans_before_it() -> None:
    app, notebook = notebook_station(0.05)
    async with station(app) as robot:
        for number in range(5):
            app.post_message(Scanned(Taken(f"SN{number}", "scanned", "scanner 1")))
        await robot.press("u")
        robot.ok("undone")
        assert len(notebook.taken) == 5


@pytest.mark.parametrize("key", QUIT_KEYS)
async def test_keys_that_quit_other_programs_do_nothing_here(key: str) -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press(key)
        await robot.press("escape")
        if app.station_screen is not notebook:
            await robot.press("n")
        await robot.wedge("SN0001")
        assert [taken.text for taken in notebook.taken] == ["SN0001"]
        assert app.station_screen is notebook


async def test_leaving_the_bottom_screen_asks_before_it_ends_the_program() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("escape")
        robot.sees("Close SerialDock?")
        await robot.press("n")
        assert app.is_running
        assert app.station_screen is notebook
        await robot.press("escape", "y")
        assert app._exit


async def test_scans_during_a_question_press_nothing_and_wait_in_the_tray() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("c")
        await robot.wedge("yes", "yyyy")
        await robot.scan("y")
        robot.sees("Really?", "3 unclaimed")
        assert notebook.done == []
        await robot.press("y")
        assert notebook.done == ["confirm True"]
        assert notebook.taken == []
        await robot.press("asterisk")
        robot.sees("Unclaimed scans: 3", "yyyy")
        await robot.press("a")
        assert [taken.text for taken in notebook.taken] == ["yes", "yyyy", "y"]
        robot.sees_not("unclaimed")


async def test_an_unclaimed_scan_can_be_thrown_away() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("c")
        await robot.scan("SN1", "SN2")
        await robot.press("n", "f8", "delete", "escape")
        robot.sees("1 unclaimed")
        await robot.press("f8", "enter")
        assert [taken.text for taken in notebook.taken] == ["SN2"]


async def test_a_typed_confirmation_takes_the_typed_word_and_no_scan_of_it() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("w")
        await robot.scan("23")
        robot.sees("Really?", "1 unclaimed")
        await robot.enters("22")
        robot.refused("22 is not 23.")
        await robot.enters("23")
        assert notebook.done == ["word True"]


async def test_a_question_left_with_escape_has_no_answer() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("l", "escape", "c", "escape", "w", "escape")
        assert notebook.done == ["choose None", "confirm None", "word None"]


async def test_a_choice_is_made_by_arrows_or_by_its_number() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("l", "down", "enter", "l", "1", "l", "9", "escape")
        assert notebook.done == ["choose b", "choose a", "choose None"]


async def test_half_a_scan_typed_into_a_closing_dialog_is_whole_on_the_screen_below() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("w")
        await robot.types("SN0")
        await robot.press("escape", "escape")
        await robot.types("SN0")
        notebook.station.offer(lambda: notebook.go(type(notebook)(0, None, "Deeper notebook")))
        await robot.settle()
        robot.sees("Deeper notebook", "SN0")
        await robot.enters("1")
        deeper = app.station_screen
        assert [taken.text for taken in deeper.taken] == ["SN01"]  # type: ignore[attr-defined]


async def test_scans_sent_while_screens_open_and_close_are_never_lost() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        for number in range(30):
            app.post_message(Scanned(Taken(f"S{number}", "scanned", "scanner 1")))
            robot.send_wedge(f"W{number:04d}")
            if number % 10 == 3:
                await robot.press("c")
            if number % 10 == 6:
                await robot.press("n")
        await robot.settle()
        seen = [t.text for t in (*notebook.taken, *app.board.unclaimed)]
        assert sorted(seen) == sorted([f"S{n}" for n in range(30)] + [f"W{n:04d}" for n in range(30)])
        assert notebook.done == ["confirm False"] * 3


async def test_help_and_the_list_of_commands_come_from_the_same_list_as_the_keys() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.press("question_mark")
        robot.sees("Help · Notebook", "u or F5", "Typed word")
        await robot.press("escape", "colon")
        await robot.types("und")
        robot.sees("find ▸ und")
        robot.sees_not("Shows scans no screen has taken.")
        await robot.press("enter")
        assert notebook.done == ["undo"]


async def test_help_tells_each_command_in_full_and_keys_that_do_the_same_in_one_line() -> None:
    long = (
        "Says how many units of the line go back to the supplier they came from, " + "one after another, " * 4
    )
    told = (
        Command("yes", "y", "Yes", "Answers the question.", f_key="f3"),
        Command("ja", "j", "Yes", shown=False),
        Command("much", "enter", "Much", long, f_key="f2"),
        *(Command(f"list:{n}", str(n), "Show this list", shown=False) for n in range(1, 8)),
        Command("take", "delete", "Take", "Takes it."),
    )
    app, _ = notebook_station()
    async with station(app) as robot:
        app.offer(partial(app.station_screen.go, Help(told, "everything")))
        await robot.settle()
        shown = robot.text()
        robot.sees("y or j or F3", "Enter or F2", "1 to 7", "Takes it.")
        assert shown.count("Show this list") == 1
        flat = "".join(sign for sign in shown if sign.isascii() and not sign.isspace())
        assert "".join(long.split()) in flat


async def test_one_pasted_word_waits_for_enter_and_a_pasted_list_comes_whole() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        await robot.pastes("SN1")
        robot.sees("SN1")
        assert notebook.taken == []
        await robot.press("enter")
        assert [(t.text, t.how) for t in notebook.taken] == [("SN1", "pasted")]
        lines = "\n".join(f"P{n}" for n in range(1000))
        await robot.pastes(lines)
        assert notebook.pastes == [lines]


async def test_a_slow_verb_says_wait_and_keys_still_show() -> None:
    app, _ = notebook_station(0.6)
    async with station(app) as robot:
        app.post_message(Scanned(Taken("SN1", "scanned", "scanner 1")))
        await asyncio.sleep(0.45)
        robot.verdict("wait")
        app.keyboard.wedge.type("AB", 0)
        app.keyboard.show()
        await asyncio.sleep(0.05)
        robot.sees("AB")
        await robot.settle()
        robot.ok("SN1 noted")


async def test_a_wait_that_comes_due_as_the_verb_ends_never_covers_its_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, notebook = notebook_station()
    due: list[Callable[[], None]] = []

    class Late:
        """A timer that went off, and whose message is still on its way."""

        def stop(self) -> None:
            """Too late."""

    def set_timer(seconds: float, callback: Callable[[], None]) -> Late:
        due.append(callback)
        return Late()

    async with station(app) as robot:
        monkeypatch.setattr(notebook, "set_timer", set_timer)
        await robot.scan("SN1")
        robot.ok("SN1 noted")
        assert due
        for callback in due:
            callback()
        robot.ok("SN1 noted")


async def test_a_lost_scanner_is_said_on_the_top_row_of_every_screen() -> None:
    app, _ = notebook_station()
    async with station(app) as robot:
        app.post_message(PortChanged("scanner 1", "connected"))
        await robot.settle()
        robot.sees("● scanner 1")
        app.post_message(PortChanged("scanner 1", "disconnected"))
        await robot.press("1")
        robot.sees("✖ scanner 1: unplugged", "Deeper notebook")


async def test_a_faulty_scan_is_refused_with_its_reason_and_never_judged() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        for fault in ("incomplete", "too-long", "line-settings", "non-ascii", "control-chars", "new-fault"):
            app.post_message(Scanned(Taken("SN1", "scanned", "scanner 1", fault=fault)))
            await robot.settle()
            robot.refused()
        assert notebook.taken == []


async def test_a_programming_error_in_a_screen_ends_the_program_and_is_not_hidden() -> None:
    app, notebook = notebook_station()

    async def broken(taken: Taken) -> None:
        raise ZeroDivisionError(taken.text)

    notebook.take_scan = broken  # type: ignore[method-assign]
    with pytest.raises(Exception, match="SN1"):
        async with station(app) as robot:
            await robot.scan("SN1")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 16)])
async def test_every_size_shows_count_band_field_and_keys(size: tuple[int, int]) -> None:
    app, _ = notebook_station()
    async with station(app, size) as robot:
        await robot.scan("BAD-A-VERY-LONG-SERIAL-NUMBER-THAT-WRAPS-ONTO-THE-NEXT-ROW-0123456789")
        robot.sees("✖ REFUSED", "Put it aside.", "scan or type", "Help", "Esc Back")
        assert max(len(row) for row in robot.text().splitlines()) <= size[0]


async def test_a_pasted_line_with_blanks_is_one_text_and_a_list_is_refused_where_none_is_taken() -> None:
    app, notebook = notebook_station()
    notebook.take_paste = partial(StationScreen.take_paste, notebook)  # type: ignore[method-assign]
    async with station(app) as robot:
        await robot.pastes("SN 1\n")
        assert [taken.text for taken in notebook.taken] == ["SN 1"]
        await robot.pastes("SN1\nSN2\nSN3")
        robot.refused("3 pasted lines are more than this screen takes.")


async def test_a_long_question_is_read_whole_and_its_keys_stay_on_the_smallest_screens() -> None:
    question = "Is everything counted? 999 028 so far. " + "X" * 30
    for size in ((80, 24), (40, 16), (40, 12)):
        app, _ = notebook_station()
        async with station(app, size) as robot:
            app.offer(
                partial(app.station_screen.go, Confirm(question, "Nothing changes before they are approved."))
            )
            await robot.settle()
            shown = "".join(robot.text().replace("│", "").split())
            assert "".join(question.split()) in shown
            robot.sees("y Yes   n No")


async def test_a_window_too_small_to_work_at_says_so_until_it_has_grown() -> None:
    app, _ = notebook_station()
    async with app.run_test(size=(40, 11)) as pilot:
        robot = Robot(app, pilot)
        await robot.settle()
        robot.sees("Too small: 40 x 11")
        await pilot.resize_terminal(40, 12)
        await robot.settle()
        robot.sees("Notebook")
        robot.sees_not("Too small")
        await pilot.resize_terminal(39, 24)
        await robot.settle()
        robot.sees("Too small: 39 x 24")
