"""Lists and tables that are kept as YAML beside the code that reads them."""

from importlib.resources import files
from typing import Any


def load_yaml(package: str, name: str) -> Any:
    """What a YAML file of a package holds.

    >>> sorted(load_yaml("ridealong.language", "words.yaml")["begins"])
    ['en']
    """
    return parse_yaml((files(package) / name).read_text(encoding="utf-8"))


def parse_yaml(text: str) -> Any:
    """What a YAML text holds, by the C loader where there is one.

    Raises:
        ValueError: it is no YAML; says where.
    """
    import yaml  # noqa: PLC0415  # 15 ms that only an analysis needs

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506  # a safe loader either way
    except yaml.YAMLError as error:
        raise ValueError(f"is no YAML ({' '.join(str(error).split())})") from None
