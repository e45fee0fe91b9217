"""Numbered schema files, applied in order by models.upgrade."""
