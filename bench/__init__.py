"""Benchmarks, each beside its raw limit."""
