"""Exports and a register in, findings and reports out: it joins the rooms below for many events at once.

Never: a rule, a fact made up, or the text of a message that nobody asked for.
"""
