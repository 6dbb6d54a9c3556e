"""What must hold of every policy and every event, searched for in bulk and by Hypothesis."""
