"""Faults and races, in a short form here and a long form behind `make crash`."""
