"""Responsible parties of plans: the organisations that they name, one by one or all of a kind."""

from plans.parties.directory import Directory, Duty, known_parties
from plans.parties.generic import Generic, read_generic
from plans.parties.organisations import Organisations

__all__ = ["Directory", "Duty", "Generic", "Organisations", "known_parties", "read_generic"]
