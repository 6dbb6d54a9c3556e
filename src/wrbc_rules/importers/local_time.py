"""Local clock times as intervals of instants."""

from wrbc_rules.values import local_when

__all__ = ["local_when"]
