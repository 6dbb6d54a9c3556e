"""Files in `corpus/` are no policies to be tried: `test_mutated.py` reads them."""

collect_ignore_glob = ["corpus/*"]
