"""The official schemas and examples of HSDS, where they lie beside the project; never part of it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "hsds"
needed = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="material beside this checkout is missing: the official HSDS data"
)


@cache
def registry() -> Registry[Any]:
    found: Registry[Any] = Registry()
    for path in (FOLDER / "schema").glob("*.json"):
        if path.name != "openapi.json":
            content = json.loads(path.read_text(encoding="utf-8"))
            content.setdefault("$schema", "https://json-schema.org/draft/2020-12/schema")
            content.pop("$id", None)
            resource = Resource.from_contents(content)
            found = found.with_resources([(path.name, resource), (f"urn:hsds:{path.name}", resource)])
    return found


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"{name}.json"}, registry=registry(), format_checker=FormatChecker())


def problems(record: Any, name: str) -> list[str]:
    return [
        f"{'/'.join(map(str, each.path))}: {each.message}" for each in validator(name).iter_errors(record)
    ]


def example(name: str) -> Any:
    return json.loads((FOLDER / "examples" / f"{name}.json").read_text(encoding="utf-8"))
