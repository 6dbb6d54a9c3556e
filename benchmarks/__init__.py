"""How long deciding takes, against code by hand and against other engines. `make bench` runs all of it.

Never: part of the package, or of its tests.
"""
