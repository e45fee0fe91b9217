"""Frozen documents become PDF bytes, and bytes become paper."""
