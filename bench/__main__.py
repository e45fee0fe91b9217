"""`python -m bench`: every benchmark, each beside its raw limit in the same run."""

from bench import delivery_note, feedback, latency, startup, volume


def main() -> None:
    """Run them all."""
    for part in (volume, latency, feedback, startup, delivery_note):
        part.main()
        print()


if __name__ == "__main__":
    main()
