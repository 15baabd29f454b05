"""A file of `data/`: YAML checked against its JSON Schema, every finding at its line."""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import json
import reprlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from scripts.finding import Finding, Message, finding, say
from scripts.yaml_source import YamlError, YamlSource, read

_SCHEMAS = Path(__file__).parent / "schemas"
_formats = FormatChecker(formats=())
_TYPES = {
    str(one): one for one in (say("string"), say("object"), say("array"), say("integer"), say("boolean"))
}  # as «a {type} is expected here» names them


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


def described(text: str) -> Message:
    """Return a schema's description as a message; the catalogues take its entry from the schema, not from code."""
    message = Message(text)
    message.text, message.values = text.replace("{", "{{").replace("}", "}}"), {}
    return message


def _explain(error: ValidationError) -> Message:
    """Say in plain words what the schema expects."""
    match error.validator:
        case "required":
            missing = error.message.split("'")[1]  # one error for each key that is missing
            return say("«{key}» is missing; add it", key=missing)
        case "additionalProperties":
            allowed = ", ".join(sorted(error.schema.get("properties", {})))
            return say("unknown key «{key}»; use one of: {keys}", key=_unknown_key(error), keys=allowed)
        case "enum" if not error.validator_value:
            reason = error.schema.get("description")
            return say(
                "«{value}» does not belong here ({reason}); take it out",
                value=error.instance,
                reason=described(reason) if reason else say("no value"),
            )
        case "enum":
            allowed = ", ".join(map(str, error.validator_value))
            return say("«{value}» is not allowed; use one of: {values}", value=error.instance, values=allowed)
        case "type":
            wanted = _TYPES.get(str(error.validator_value), error.validator_value)
            return say("a {type} is expected here, not {value}", type=wanted, value=reprlib.repr(error.instance))
        case "pattern":
            wanted = error.schema.get("description")
            wanted = described(wanted) if wanted else say("a value like {pattern}", pattern=error.validator_value)
            return say("«{value}» does not fit; expected: {expected}", value=error.instance, expected=wanted)
        case "format":
            return say('«{value}» is not a date; write it as "2026-11-22"', value=error.instance)
        case "minLength" if error.validator_value > 1:
            return say("«{value}» is too short to say anything; write a few words more", value=error.instance)
        case "minItems" if error.validator_value > 1:
            return say(
                "there are {count} entries, at least {least} are needed; add some",
                count=len(error.instance),
                least=error.validator_value,
            )
        case "maxItems":
            return say(
                "there are {count} entries, at most {most} fit; take some out",
                count=len(error.instance),
                most=error.validator_value,
            )
        case "minLength" | "minItems" | "minProperties":
            return say("the value is empty; fill it in or take the key out")
    return say("{problem}; correct the value", problem=error.message)


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
        message = _explain(error)
        message = say("{where}: {problem}", where=where, problem=message) if where else message
        findings.append(finding(path, source.at(steps), code, message))
    return findings


@functools.cache
def _held_to(schema: str) -> bytes:
    return (_SCHEMAS / f"{schema}.json").read_bytes() + version("jsonschema").encode()


def _digest(data: Any, schema: str) -> str:  # noqa: ANN401
    """Return a name for some data and what they are held to: what has been found sound once is sound."""
    return hashlib.sha256(_held_to(schema) + repr(data).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def load(root: Path, path: Path, schema: str, code: str) -> tuple[YamlSource, list[Finding]]:
    """Read and check `path`; returns (source, findings). Its data may be used when there are no findings."""
    shown = path.relative_to(root).as_posix()
    try:
        source = read(path)
    except YamlError as error:
        return YamlSource(None, {}), [finding(shown, error.at, code, error.message)]
    kept = root / ".cache" / "valid" / _digest(source.data, schema)
    if kept.is_file():
        return source, []
    findings = validate(source, schema, shown, code)
    if not findings:
        with contextlib.suppress(OSError):  # a memory that cannot be kept only costs time
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch()
    return source, findings
