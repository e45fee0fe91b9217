"""The commands of `serialdock`, one module per group."""
