"""The board: who has done what of a plan, as a matrix of organisations and items; reminders by a click."""
