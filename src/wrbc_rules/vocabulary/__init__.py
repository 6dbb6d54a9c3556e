"""Event classes as a policy sees them: which fields there are, of which type, and who could change them.

The classes come from the caller; this room reads them, reads events from JSON, and describes them in JSON
Schema.

Never: the name of a class or field of one organisation.
"""

from wrbc_rules.vocabulary.checking import check_event
from wrbc_rules.vocabulary.classes import (
    ClassInfo,
    FieldInfo,
    Kind,
    Vocabulary,
    VocabularyError,
    class_info,
    identity_of,
)
from wrbc_rules.vocabulary.reading import read_event, read_json_line, read_when
from wrbc_rules.vocabulary.refusing import EventError
from wrbc_rules.vocabulary.schema import event_schema
from wrbc_rules.vocabulary.writing import event_to_json, value_to_json

__all__ = [
    "ClassInfo",
    "EventError",
    "FieldInfo",
    "Kind",
    "Vocabulary",
    "VocabularyError",
    "check_event",
    "class_info",
    "event_schema",
    "event_to_json",
    "identity_of",
    "read_event",
    "read_json_line",
    "read_when",
    "value_to_json",
]
