"""Behaviour that `make mutate` found no other test to notice. Add here what a survivor shows to be untested."""
