"""The station's own sounds: five tones that cannot be taken for each other, and a player that never holds anything up."""

import subprocess
import sys
import threading
import time
import wave
from pathlib import Path

import pytest

from devices.feedback import SIGNALS, Signal
from devices.sound import RATE, STOP_S, TONES, WAITING_MAX, Player, tone_file
from tests.devices.stations import wait_for

Trouble = list[tuple[Signal, str]]


def writing(log: Path, *, seconds: float = 0.0, code: int = 0) -> tuple[str, ...]:
    """A player that notes the file it is given."""
    script = (
        f"import sys, time; time.sleep({seconds}); open({str(log)!r}, 'a').write(sys.argv[-1] + '\\n'); "
        f"print('no such device', file=sys.stderr) if {code} else None; sys.exit({code})"
    )
    return (sys.executable, "-I", "-S", "-c", script)


def played(log: Path) -> list[str]:
    return [Path(line).stem for line in log.read_text().splitlines()] if log.exists() else []


def test_the_tones_are_wave_files_good_short_and_high_bad_long_and_low(tmp_path: Path) -> None:
    files = [tone_file(tmp_path / "sounds", signal) for signal in SIGNALS]
    for file in files:
        with wave.open(str(file)) as tone:
            assert (tone.getnchannels(), tone.getsampwidth(), tone.getframerate()) == (1, 2, RATE)
            seconds = tone.getnframes() / RATE
            assert 0.05 < seconds < 1.0
            loud = [abs(int.from_bytes(tone.readframes(1), "little", signed=True)) for _ in range(RATE // 50)]
            assert max(loud) > 8000
    assert len({file.read_bytes() for file in files}) == len(SIGNALS)
    (high, short), (low, long) = TONES["accepted"][0], TONES["refused"][0]
    assert high > 4 * low
    assert long > 3 * short


def test_a_tone_that_was_cut_off_on_disk_is_made_anew(tmp_path: Path) -> None:
    file = tone_file(tmp_path, "refused")
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    assert tone_file(tmp_path, "refused").read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["refused.wav"]


def test_each_sound_is_played_in_order_and_the_owners_file_stands_before_ours(tmp_path: Path) -> None:
    log, own = tmp_path / "log", tmp_path / "mine.wav"
    trouble: Trouble = []
    player = Player(writing(log), tmp_path / "sounds", lambda *what: trouble.append(what), {"refused": own})
    for signal in SIGNALS:
        player.play(signal)
    wait_for(lambda: len(played(log)) == 5)
    assert played(log) == ["accepted", "mine", "complete", "unknown", "kept"]
    assert trouble == []
    player.stop()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("no-such-player-here",), "no-such-player-here: No such file"),
        (("/",), "Permission denied"),
        ((sys.executable, "-c", "import sys; sys.exit('no sound card')"), "no sound card"),
    ],
)
def test_a_player_that_cannot_play_says_why(tmp_path: Path, command: tuple[str, ...], words: str) -> None:
    trouble: Trouble = []
    player = Player(command, tmp_path, lambda *what: trouble.append(what))
    player.play("refused")
    wait_for(lambda: trouble)
    assert trouble[0][0] == "refused"
    assert words in trouble[0][1]
    player.stop()


def test_a_folder_that_cannot_be_written_is_trouble_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    trouble: Trouble = []
    player = Player(
        writing(tmp_path / "log"), tmp_path / "file" / "sounds", lambda *what: trouble.append(what)
    )
    player.play("accepted")
    wait_for(lambda: trouble)
    player.stop()


def test_a_player_that_hangs_is_ended_and_holds_up_nobody(tmp_path: Path) -> None:
    trouble: Trouble = []
    hangs = (sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)")
    player = Player(hangs, tmp_path, lambda *what: trouble.append(what), play_max_s=0.3)
    begun = time.monotonic()
    for _ in range(100):
        player.play("accepted")
    player.play("refused")
    assert time.monotonic() - begun < 0.1
    wait_for(lambda: "refused" in dict(trouble))
    assert all("hangs" in reason for _, reason in trouble)
    assert len(trouble) <= WAITING_MAX + 1, "what waits is bounded: the newest, and bad news, stay"
    begun = time.monotonic()
    player.play("accepted")
    player.stop()
    assert time.monotonic() - begun < STOP_S + 0.3


def test_good_news_makes_way_for_bad(tmp_path: Path) -> None:
    log = tmp_path / "log"
    player = Player(writing(log, seconds=0.2), tmp_path / "sounds", lambda *what: None)
    player.play("complete")
    time.sleep(0.1)
    for signal in ("unknown", "refused", *("accepted" for _ in range(10))):
        player.play(signal)  # type: ignore[arg-type]
    wait_for(lambda: len(played(log)) >= 3)
    assert played(log)[:3] == ["complete", "unknown", "refused"]
    player.stop()


def test_no_thread_is_left(tmp_path: Path) -> None:
    before = threading.active_count()
    player = Player(("true",), tmp_path, lambda *what: None)
    player.play("accepted")
    player.stop()
    wait_for(lambda: threading.active_count() <= before)
    assert subprocess.run(["true"], check=False).returncode == 0
