"""What is read on top of a proposal, by whoever wrote it and by whoever reviews it, in each language of the site.

Three parts: what the checks found, what the other language still needs, which contacts change.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from babel import Locale as BabelLocale

from scripts import checking, contact_changes, findings_table, git_tree, proposal, translation_effect
from scripts.checking import Outcome
from scripts.contact_guard import Report
from scripts.finding import Finding, Message, say
from scripts.github_text import Writer
from scripts.proposal import ProposalError
from scripts.reviews import HEAD, LEAD
from scripts.translation_effect import Effect

_ROOM = 90_000  # bytes of each of three tables more: GitHub takes 1 MiB for one step
_MANY = 15  # sections of a page that are named


def _language(code: str, writer: Writer) -> str:
    """Return the name of a language in the writer's."""
    return BabelLocale.parse(writer.language).languages.get(code, code)


def _section(effect: Effect, name: str, writer: Writer) -> str:
    if name == HEAD:
        return writer.words(say("title and description"))
    if name == LEAD:
        return writer.words(say("first lines"))
    heading, anchor = effect.heading(name, writer.language), writer.code(f"#{name}")
    return f"{writer.plain(heading)} ({anchor})" if heading else anchor


def _sections(effect: Effect, names: Sequence[str], writer: Writer) -> str:
    shown = [_section(effect, name, writer) for name in names[:_MANY]]
    more = [f"… +{len(names) - _MANY}"] if len(names) > _MANY else []
    return "<br>".join([*shown, *more])


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(line for line in lines if line) or "–"


def _happened(effect: Effect, writer: Writer) -> str:
    if not effect.before:
        return writer.words(say("new page"))
    if not effect.now:
        return writer.words(say("page removed"))
    lines = []
    for code in dict.fromkeys([*effect.before, *effect.now]):
        language = _language(code, writer)
        if code in effect.unread:
            lines.append(writer.words(say("{language}: cannot be read, see above", language=language)))
        elif code not in effect.now:
            lines.append(writer.words(say("{language}: removed", language=language)))
        elif code not in effect.before:
            lines.append(writer.words(say("{language}: new", language=language)))
        elif code in effect.words:
            lines.append(writer.words(say("{language}, words changed in:", language=language)))
            lines.append(_sections(effect, effect.words[code], writer))
        elif code in effect.form:
            lines.append(writer.words(say("{language}: the words are the same", language=language)))
    return _lines(lines)


def _left(effect: Effect, codes: Sequence[str], writer: Writer) -> str:
    if not effect.now:
        return writer.words(say("nothing, if the menu and the links no longer lead there"))
    if effect.unread:
        return writer.words(say("correct the page first"))
    lines = []
    for code in codes:
        language = _language(code, writer)
        if code not in effect.now:
            lines.append(writer.words(say("to be written: {language}", language=language)))
        elif code in effect.behind:
            lines.append(
                writer.words(say("to be read beside the change, and put right: {language}", language=language))
            )
            lines.append(_sections(effect, effect.behind[code], writer))
    if effect.together:
        lines.append(writer.words(say("changed in several languages, to be read side by side:")))
        lines.append(_sections(effect, effect.together, writer))
    if not effect.recorded and len(effect.now) > 1 and effect.words:
        lines.append(writer.words(say("no record of a reading: read the languages side by side")))
    return _lines(lines or [writer.words(say("nothing"))])


def _sheets(findings: Sequence[Finding]) -> list[str]:
    """Return the names of the printed sheets that are another now, as SHT001 gives them."""
    stale = (one.message for one in findings if one.code == "SHT001")
    return sorted({str(message.values["name"]) for message in stale if isinstance(message, Message)})


def _translation(effects: Sequence[Effect], codes: Sequence[str], findings: Sequence[Finding], writer: Writer) -> str:
    parts = []
    if effects:
        rows = ((writer.code(one.path), _happened(one, writer), _left(one, codes, writer)) for one in effects)
        parts.append(writer.table([say("page"), say("what changed"), say("what is left to do")], rows, _ROOM))
    else:
        parts.append(writer.words(say("No page has changed.")))
    if any(one.behind or one.together for one in effects):
        note = say(
            "Once every language says the same, `make accept` notes it. Without Git, say so in the proposal: whoever"
            " reviews it will do the rest."
        )
        parts.append(writer.words(note))
    if names := _sheets(findings):
        parts.append(
            writer.words(
                say("Printed sheets that are another now, for which a maintainer runs `make sheets` before the merge:")
            )
            + " "
            + ", ".join(writer.code(name) for name in names[:_MANY])
            + (f" +{len(names) - _MANY}" if len(names) > _MANY else "")
        )
    return "\n\n".join(parts)


def _contacts(judged: Report | ProposalError, writer: Writer) -> str:
    if isinstance(judged, ProposalError):
        words = writer.words(say("The contacts cannot be read; correct these files first."))
        return f"{words}\n\n{findings_table.table(judged.findings, writer, _ROOM)}"
    parts = [contact_changes.table(judged.changes, writer, _ROOM)]
    if judged.findings:
        parts.append(writer.words(say("Refused, until this is corrected: {n}", n=len(judged.findings))))
        parts.append(findings_table.table(judged.findings, writer, _ROOM))
    elif judged.changes:
        parts.append(writer.words(say("Nothing in it is refused. A person still compares each value with its source.")))
    return "\n\n".join(parts)


def _text(
    outcome: Outcome, effects: Sequence[Effect], judged: Report | ProposalError, codes: Sequence[str], writer: Writer
) -> str:
    return writer.whole(
        f"## {writer.words(say('Review of the proposal'))}",
        f"### {writer.words(say('What the checks found'))}",
        checking.summary(outcome, writer),
        f"### {writer.words(say('From one language to the other'))}",
        _translation(effects, codes, outcome.findings, writer),
        f"### {writer.words(say('Numbers and addresses'))}",
        _contacts(judged, writer),
    )


def review(root: Path, site: Path, base: str) -> str:
    """Return the review of the working tree at `root` against the revision `base`. Raises git_tree.GitError."""
    outcome = checking.run(root, site)
    effects: list[Effect] = []
    codes: list[str] = []
    if outcome.corpus:
        campaign = outcome.corpus.campaign
        codes = [locale.code for locale in campaign.locales]
        changed = git_tree.changed(root, base, campaign.relative(campaign.docs))
        effects = [*translation_effect.effects(campaign, changed)]
    try:
        judged: Report | ProposalError = proposal.judge(root, base)
    except ProposalError as error:
        judged = error
    return "\n".join(_text(outcome, effects, judged, codes, writer) for writer in checking.writers(outcome))
