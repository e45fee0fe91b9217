"""Ports, framing and scanners: bytes from a wire become whole texts."""
