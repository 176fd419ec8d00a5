"""Read and write a framework as YAML; what is written is read back as exactly the same.

    framework = load(text, "our-process.yaml")
    assert load(dump(framework), "again.yaml") == framework

docs/process.md says what each key means.
"""

import re
from collections.abc import Mapping
from typing import Any

from ridealong.process.framework.faults import first_of
from ridealong.process.framework.model import Framework
from ridealong.process.framework.read import read
from ridealong.process.framework.reader import Reader
from ridealong.process.framework.tree import Node, of_plain, of_text
from ridealong.process.framework.write import Row, plain

__all__ = ["dump", "from_plain", "load", "plain"]
_WIDTH = 96
_WORD = re.compile(r"[a-z]+:[a-z_.]+")


def load(text: str, name: str) -> Framework:
    """The framework that a YAML text describes.

    Args:
        text: the YAML.
        name: of the file, for the messages.

    Raises:
        BadFramework: it cannot be used; `all` holds everything that is wrong with it.
    """
    return _read(of_text(text, name), name)


def from_plain(body: Mapping[str, Any], name: str) -> Framework:
    """The framework that `plain` wrote.

    Raises:
        BadFramework: it cannot be used; `all` holds everything that is wrong with it.
    """
    return _read(of_plain(body), name)


def dump(framework: Framework) -> str:
    """The framework as a YAML text for people to read and change."""
    import yaml  # noqa: PLC0415  # 15 ms that only a change of the process needs

    class Plain(yaml.SafeDumper):
        """Leaves "move:paraphrase" without quotes, also within a line of such words."""

        def analyze_scalar(self, scalar: str) -> Any:
            found = super().analyze_scalar(scalar)
            found.allow_flow_plain |= _WORD.fullmatch(scalar) is not None
            return found

    Plain.add_representer(Row, _in_a_line)
    text: str = yaml.dump(
        plain(framework), Dumper=Plain, sort_keys=False, allow_unicode=True, width=_WIDTH
    )
    return text


def _in_a_line(dumper: Any, row: Row) -> Any:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


def _read(tree: Node, name: str) -> Framework:
    reader = Reader(name)
    framework = read(reader, tree)
    if reader.faults:
        raise first_of(sorted(reader.faults, key=lambda fault: fault.line))
    return framework
