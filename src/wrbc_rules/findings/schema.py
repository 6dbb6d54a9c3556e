"""JSON Schema (2020-12) of a decision as the command line prints it."""

from __future__ import annotations

from typing import Any

from wrbc_rules.findings.outcomes import Outcome, Strength

_TEXT = {"type": "string"}


def _object(**properties: Any) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def decision_schema() -> dict[str, Any]:
    """A schema whose instances are decisions."""
    strengths = [strength.value.replace(" ", "_") for strength in Strength]
    outcomes = [outcome.value for outcome in Outcome if outcome is not Outcome.STANDS]
    rest = [outcome for outcome in outcomes if outcome != "breach"]
    summaries = [*(f"breach_{strength}" for strength in strengths), *rest, "no_edition"]
    reason = _object(
        words=_TEXT, holds={"type": ["boolean", "null"]}, facts=_list(_object(field=_TEXT, value={}))
    )
    change = _object(**{"field": _TEXT, "from": {}, "to": {}, "words": _TEXT})
    finding = _object(
        clause=_TEXT,
        sentence={"type": "integer", "minimum": 1},
        rule=_TEXT,
        about={"type": ["string", "null"]},
        strength={"enum": strengths},
        outcome={"enum": outcomes},
        because=_list(reason),
        missing=_list(_object(field=_TEXT, words=_TEXT)),
        ask=_list(_object(who=_TEXT, question=_TEXT)),
        due=_list(_object(what=_TEXT, by={"type": ["string", "null"], "format": "date-time"})),
        repairs=_list(_object(past={"type": "boolean"}, changes=_list(change))),
    )
    decision = _object(id=_TEXT, summary={"enum": summaries}, open=_list(_TEXT), findings=_list(finding))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a policy says of one event",
        **decision,
    }
