"""What the language means, as cases that a lawyer could read. Never imports an engine room.

A file is a theme: `# Theme`, a sentence, and perhaps a rules fence for every case that has none of its own;
with no rules at all the bundled policy is used. A case is `## Title`, a sentence of why, and fences:

- rules: a complete small rules file.
- event (one JSON object) or events (one a line); `as-of=2017-03-04T00:00:00+00:00` may stand after the word.
- findings: `4.7 about mia: breach (should)`, perhaps with `; missing at_risk, no_alternative`, `; ask X`,
  `; due 2017-03-10T12:00:00+00:00`; `4.5 s2 about mia: no finding`; `summary: breach_must`;
  `open: 4.6, 9.1` or `open: none`; `nothing else`. Of several events each line says which, as in
  `[m2] 4.7 about mia: complies`. What is not named is not checked; missing holds the last part of each field
  and is compared as a set.
- because: `4.7 about mia: X` says that phrase X is a reason, `4.7 about mia but not: X` that it is none.
- json: what the decision's JSON holds; its list of findings, where given, is whole.
"""
