"""gordon-to-regorus: the Rego of Open Policy Agent, compiled for the virtual machine of regorus (Rust).

Tried and slower: its interpreter, with a dictionary or with JSON text. The machine takes JSON text only.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from benchmarks.peers import Judge

DISTRIBUTION = "gordon-to-regorus"
HOW = "one compiled program, its set of violated ids; JSON text in and out"

_REGO = """
package club
import rego.v1

helper if input.role in {"coach", "helper"}
private if input.channel in {"text", "chat"}
pressing if input.at_risk
pressing if input.urgent
grave if { input.at_risk; input.urgent }
open_chat if input.group
open_chat if input.trained

violated contains "1.1" if { helper; input.quiet; not grave }
violated contains "1.2" if { helper; not input.consent }
violated contains "1.3" if { helper; private; not input.parent_copied; input.member_under_16 }
violated contains "1.4" if { helper; input.objection; not pressing }
violated contains "1.5" if { helper; input.member_status == "former"; not input.approved }
violated contains "1.6" if { helper; input.messages > 5; input.purpose != "safety" }
violated contains "2.1" if { helper; input.account == "personal" }
violated contains "2.2" if { helper; not input.identified }
violated contains "2.3" if { helper; private; not input.recorded }
violated contains "2.4" if { helper; input.channel == "chat"; not open_chat }
violated contains "2.5" if { helper; input.purpose == "social"; not input.group }
violated contains "3.1" if { helper; not input.checked; not input.second_adult }
violated contains "3.2" if { helper; not input.second_adult; input.sender_under_18 }
violated contains "3.3" if { input.has_photo; not input.photo_consent }
violated contains "3.4" if { input.has_photo; input.account == "personal"; input.member_under_18 }
violated contains "3.5" if { input.group; input.names_member; not input.approved }
"""


def judge() -> Judge:
    """The members of the set `violated`."""
    from regorus import Program, Rvm

    machine = Rvm()
    machine.load_program(Program.compile_from_modules("{}", [("club.rego", _REGO)], ["data.club.violated"]))

    def violated(event: Mapping[str, Any]) -> Collection[str]:
        machine.set_input_json(json.dumps(event))
        found: list[str] = json.loads(machine.execute())
        return found

    return violated
