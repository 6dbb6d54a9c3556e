"""A policy for browsers and Node: its rules as data, and a small runner that is written by hand.

Reading order: `nodes` (expressions as data), `classes` (what an event can hold), `zone` (the clock), `artefact`
(the whole policy), `script` (data and runner as one module). The runner is `clock.js`, `events.js`, `rules.js`,
`gaps.js`, `reasons.js`, `findings.js` and `questions.js`, in this order.

Never: syntax, another backend, or a text of a rules file as code or markup.
"""

from wrbc_rules.backends.javascript.artefact import artefact
from wrbc_rules.backends.javascript.limits import JavaScriptError
from wrbc_rules.backends.javascript.script import runner, script

__all__ = ["JavaScriptError", "artefact", "runner", "script"]
