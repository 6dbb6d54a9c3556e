"""Answers worked out from the clauses themselves. Never imports the project."""
