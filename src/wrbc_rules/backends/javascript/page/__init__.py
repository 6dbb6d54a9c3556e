"""A page that asks what still matters of something planned, and says what the policy says of it.

Reading order: `offer` (what the page asks about, and what it can leave out), `packing` (data in few bytes),
`page` (the whole as one file). In the browser, in the order of `page.FILES`: `state.js` (what was said, as a
link), `asking.js` (what to ask next), `wording.js` (the answer in words), `mending.js` (what would put it
right), `fields.js` (how a question is answered), `clauses.js`, `said.js` and `screen.js` (what stands there).

Never: a rule, a word of one organisation, or a text of a rules file as code or markup.
"""

from wrbc_rules.backends.javascript.page.offer import PageError
from wrbc_rules.backends.javascript.page.page import page

__all__ = ["PageError", "page"]
