"""The book: tables, rules and verbs. Knows no screen, no wire and no paper."""
