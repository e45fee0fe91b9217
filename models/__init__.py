"""The book: tables, rules and verbs. Knows no screen, no wire and no paper."""

from models.drivers import import_alone

import_alone("peewee")
