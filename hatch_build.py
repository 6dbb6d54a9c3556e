"""Takes `grammar/` and `policy/` along in the wheel; an editable install reads the live folders instead."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataFolders(BuildHookInterface):
    def initialize(self, version, build_data):
        if version != "editable":
            for folder in ("grammar", "policy"):
                build_data["force_include"][f"{self.root}/{folder}"] = f"wrbc_rules/_data/{folder}"
