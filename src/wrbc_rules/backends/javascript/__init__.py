"""A policy for browsers and Node: its rules as data, and a small runner that is written by hand.

Reading order: `limits` (what JavaScript can hold), `nodes` (expressions as data), `classes` (what an event
can hold), `zone` (the clock), `artefact` (the whole policy), `script` (data and runner as one module). The
runner's files stand in the order of `script.FILES`, each importing from those before it only.

Never: syntax, another backend, or a text of a rules file as code or markup.
"""

from wrbc_rules.backends.javascript.artefact import artefact
from wrbc_rules.backends.javascript.limits import JavaScriptError
from wrbc_rules.backends.javascript.script import runner, script

__all__ = ["JavaScriptError", "artefact", "runner", "script"]
