"""`serialdock statistics`, on both databases."""

import json

from tests.tui.commandline.commands import Command
from tests.tui.test_statistics import worked


def test_the_command_tells_the_same_sums_and_json_has_their_names(serialdock: Command) -> None:
    worked(serialdock.url)
    said = serialdock("statistics")
    assert said.code == 0
    assert {"Scanned: 4", "Keyed: 1 (20 %)", "Refused: 2"} <= set(said.lines)
    assert said.lines[-1].split(maxsplit=1) == ["2", "twice in the list"]
    told = json.loads(serialdock("statistics", "--days", "7", "--station", "Packing 1", "--json").out)
    assert (told["scans"], told["keyed"], told["keyed_share"], told["days"]) == (4, 1, 20.0, 7)
    assert told["refusals"] == [{"refusal": "TwiceInList", "reason": "twice in the list", "times": 2}]
    assert sum(told["hours"]) == 5
    assert json.loads(serialdock("statistics", "--operator", "7", "--json").out)["scans"] == 0
    assert "no station Nowhere" in serialdock.refused("statistics", "--station", "Nowhere")
    assert "no operator 9" in serialdock.refused("statistics", "--operator", "9")
    assert "not between 1 and 366" in serialdock.refused("statistics", "--days", "0")
