"""Decisions of minutes and clauses of orders put under control: they become items of a plan below the document."""
