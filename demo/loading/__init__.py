"""Turns the demo town's records into users, files and published pages; one module for each subject.

The drawing processes import this package without Django: nothing is imported here.
"""
