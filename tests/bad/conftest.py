"""The files of this folder hold mistakes; their tests stand in test_bad.py."""

collect_ignore_glob = ["*.rules"]
