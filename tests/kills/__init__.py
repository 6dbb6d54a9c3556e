"""Behaviour of which `make mutate` found that no other test noticed its loss."""
