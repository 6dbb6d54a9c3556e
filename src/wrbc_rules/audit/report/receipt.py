"""receipt.json: from what the reports were made, what was counted, and the digest of every other report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from wrbc_rules.audit.report.folder import Digest
from wrbc_rules.audit.report.tally import Tally
from wrbc_rules.audit.result import Audit, InputFile


def receipt_json(audit: Audit, tally: Tally, files: Mapping[str, Digest]) -> bytes:
    """The receipt as JSON in UTF-8, every key always there."""
    said = {
        **_made_from(audit),
        **_counts(audit, tally),
        "files": {name: attrs.asdict(digest) for name, digest in files.items()},
    }
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _made_from(audit: Audit) -> dict[str, Any]:
    receipt = audit.receipt
    return {
        "title": audit.title,
        "organisation": audit.organisation,
        "version": receipt.version,
        "policy": {"name": receipt.policy, "edition": receipt.edition, "sha256": receipt.policy_sha256},
        "zone": receipt.zone,
        "tzdata": receipt.tzdata,
        "as_of": receipt.as_of.isoformat(),
        "with_text": receipt.with_text,
        "pseudonyms": receipt.pseudonyms,
        "exports": _files(receipt.exports),
        "register": _files(receipt.register),
        "answers": _files(receipt.answers),
    }


def _counts(audit: Audit, tally: Tally) -> dict[str, Any]:
    receipt = audit.receipt
    return {
        "records": receipt.records,
        "events": receipt.events,
        "skipped": [{"reason": r, "records": n, "places": places} for r, n, places in receipt.skipped],
        "unread": list(receipt.unread),
        "notes": list(receipt.notes),
        "decided": dict(sorted(audit.sorts.items())),
        "ungoverned": audit.ungoverned,
        "findings": tally.total,
        "rules": {
            rule.rule: {outcome.value: n for outcome, n in rule.outcomes.items() if n}
            for rule in audit.rules
            if any(rule.outcomes.values())
        },
    }


def _files(files: Iterable[InputFile]) -> list[dict[str, Any]]:
    return [{"name": f.name, "format": f.form, "sha256": f.sha256, "size": f.size} for f in files]
