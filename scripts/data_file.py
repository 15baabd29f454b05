"""A file of `data/`: YAML checked against its JSON Schema, every finding at its line."""

from __future__ import annotations

import datetime
import functools
import json
import reprlib
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from scripts.finding import Finding, finding
from scripts.yaml_source import YamlError, YamlSource, read

_SCHEMAS = Path(__file__).parent / "schemas"
_formats = FormatChecker(formats=())


@_formats.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or datetime.date.fromisoformat(value).isoformat() == value


@functools.cache
def validator(schema: str) -> Draft202012Validator:
    """Return the validator of `scripts/schemas/<schema>.json`."""
    return Draft202012Validator(
        json.loads((_SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")), format_checker=_formats
    )


def _unknown_key(error: ValidationError) -> str:
    return min(set(error.instance) - set(error.schema.get("properties", {})))


def _explain(error: ValidationError) -> str:
    """Say in plain words what the schema expects."""
    match error.validator:
        case "required":
            missing = error.message.split("'")[1]  # one error for each key that is missing
            return f"«{missing}» is missing; add it"
        case "additionalProperties":
            allowed = ", ".join(sorted(error.schema.get("properties", {})))
            return f"unknown key «{_unknown_key(error)}»; use one of: {allowed}"
        case "enum" if not error.validator_value:
            return (
                f"«{error.instance}» does not belong here ({error.schema.get('description', 'no value')}); take it out"
            )
        case "enum":
            return f"«{error.instance}» is not allowed; use one of: {', '.join(map(str, error.validator_value))}"
        case "type":
            return f"a {error.validator_value} is expected here, not {reprlib.repr(error.instance)}"
        case "pattern":
            expected = error.schema.get("description", f"a value like {error.validator_value}")
            return f"«{error.instance}» does not fit; expected: {expected}"
        case "format":
            return f'«{error.instance}» is not a date; write it as "2026-11-22"'
        case "minLength" | "minItems" | "minProperties":
            return "the value is empty; fill it in or take the key out"
    return f"{error.message}; correct the value"


def _named(data: Any, steps: list[str | int]) -> list[str | int]:  # noqa: ANN401
    """Return a path in which an entry of a list goes by its id."""
    entry = data[steps[0]] if steps and isinstance(data, list) else None
    return [entry["id"], *steps[1:]] if isinstance(entry, dict) and isinstance(entry.get("id"), str) else steps


def validate(source: YamlSource, schema: str, path: str, code: str) -> list[Finding]:
    """Return one finding per place where `source` does not fit the schema."""
    findings = []
    for error in validator(schema).iter_errors(source.data):
        steps = list(error.absolute_path)
        if error.validator == "additionalProperties":
            steps.append(_unknown_key(error))
        where = ".".join(map(str, _named(source.data, steps[: len(error.absolute_path)])))
        findings.append(finding(path, source.at(steps), code, f"{where + ': ' if where else ''}{_explain(error)}"))
    return findings


def load(root: Path, path: Path, schema: str, code: str) -> tuple[YamlSource, list[Finding]]:
    """Read and check `path`; returns (source, findings). Its data may be used when there are no findings."""
    shown = path.relative_to(root).as_posix()
    try:
        source = read(path)
    except YamlError as error:
        return YamlSource(None, {}), [finding(shown, error.at, code, str(error))]
    return source, validate(source, schema, shown, code)
