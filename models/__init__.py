"""The book: tables, rules and verbs. Knows no screen, no wire and no paper."""

import sys

from models.drivers import LonePeewee

sys.meta_path.insert(0, LonePeewee())
