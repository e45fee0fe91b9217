"""Scans at speed, slow and broken books, long days: short here, long with --long."""
