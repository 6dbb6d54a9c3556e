"""The compiled rules against the interpreter: the same words on every event, searched for and by example."""
