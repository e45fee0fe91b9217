"""Widgets: attributes in, messages out. They know neither the app nor the book."""
