"""French words that make the reader a man or a woman: « vous n’êtes pas seul », « si vous êtes inquiet », « Prêt ? ».

A sentence in which nothing agrees speaks to everyone: « on peut vous aider ». Both forms in full pass: « seul ou
seule ». (Style of this site.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Message, say
from scripts.languages.word_lists import word_list
from scripts.quotations import Quotations
from scripts.rules import View
from scripts.running_text import GAP, RunningText

CODES = ("GEN005",)
NEEDS_DATA = True

_S = r"[ \u00a0\u202f\n\ufffc]+"
_LISTED = "|".join(sorted(word_list("fr", "agreeing")))
_SAID = rf"(?P<said>(?:{_LISTED})(?:e?s?)|[^\W\d_]{{2,}}é(?:e?s?))(?![\w’'·•/(-]|\.e\b)"
_HOW = (
    r"(?:(?:pas|plus|jamais|point|donc|aussi|déjà|encore|toujours|très|trop|bien|assez|si|tout|toute|peu|un peu"
    rf"|vraiment|peut-être|souvent|parfois|enfin|tellement|plutôt|moins|aussi|maintenant|particulièrement|complètement){_S})*"
)
_ARE = (
    "êtes|étiez|serez|seriez|soyez|restez|resterez|resteriez|paraissez|semblez|devenez|demeurez"
    "|avez été|aviez été|aurez été|ayez été|auriez été"
)
_FEEL = "sentez|sentirez|sentiez|sentiriez|croyez|retrouvez|trouvez|dites|savez"
_MEAN = (
    "menacé|contacté|aidé|filmé|piégé|harcelé|insulté|trompé|manipulé|agressé|accompagné|accusé|humilié|ciblé|blessé"
)
_REFLEXIVE = "inscrit|trompé|connecté|retrouvé|confié|engagé|isolé|enfermé|inquiété|réfugié|senti|excusé|filmé|exposé"
_MODAL = (
    "pouvez|pourrez|pourriez|puissiez|devez|devrez|devriez|voulez|voudriez|préférez|souhaitez|allez|risquez de"
    "|craignez de|acceptez de|refusez de|évitez de|venez de|avez besoin d[e’']|avez peur d[e’']|avez le droit d[e’']"
    "|avez envie d[e’']|avez l[’']impression d[e’']"
)
_NOT = rf"(?:n[’']|ne{_S})?"
_SAY = re.compile(
    rf"[Vv](?<!\w[Vv])(?<!ous [Vv])ous{_S}(?:{_NOT}(?:en{_S}|y{_S})?(?:{_ARE}){_S}{_HOW}{_SAID}"
    rf"|{_NOT}vous{_S}(?:{_FEEL}){_S}{_HOW}{_SAID.replace('said', 'felt')}"
    rf"|{_NOT}vous{_S}êtes{_S}{_HOW}(?P<done>(?:{_REFLEXIVE})e?s?)(?![\w’'·•/(-])"
    rf"|(?:sentir|retrouver|croire){_S}{_HOW}{_SAID.replace('said', 'alone')}"
    rf"|(?:l[’'])?(?:a|ont|avait|avaient|aura|auront|ait|aient|aurait){_S}{_HOW}(?P<hurt>(?:{_MEAN})e?s?)(?![\w’'·•/(-])"
    rf"|{_NOT}(?:{_MODAL})(?:{_S})?{_HOW}(?:ne{_S}pas{_S})?(?:être|rester|vous{_S}sentir){_S}{_HOW}"
    rf"{_SAID.replace('said', 'able')})"
    rf"|[SsRrÊêVv](?<!\w.)(?:oyez|estez|entez-vous|tes-vous|erez-vous|ous voilà|ous voici){_S}{_HOW}"
    rf"{_SAID.replace('said', 'told')}"
)
_NEARBY = re.compile(
    rf"[rs](?<!\w.)(?:e sentir|ester|ans être){_S}{_HOW}(?P<said>seuls?|inquiets?|jugés?|menacés?)(?![\w’'·•/(-])"
)
_FAR = 400  # characters before a word, in its sentence
_VOUS = re.compile(r"\b(?:vous|vos|votre)\b|\b(?!assez|chez)\w{3,}ez\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:enfants?|élèves?|jeunes?|ados?|adolescent|ami|frère|garçon|fils|proche|adulte|il|ils|lui|le laisse\w*"
    r"|aucun|chacun|quelqu[’']un|un)\b",
    re.IGNORECASE,
)
_STATES = "|".join(sorted(word_list("fr", "reader_states")))
_THINGS = (
    "imprimer|copier|coller|remplir|afficher|distribuer|l[’']emploi|découper|envoyer|partager|signer|lire|télécharger"
    "|utiliser|projeter|plier|l[’']avance"
)
_FRONT = re.compile(
    rf"[\s\ufffc\d.)«]*(?:[Ss]i{_S}|[Uu]ne fois{_S})?{_HOW}(?P<said>(?:{_STATES})(?:e?s?))"
    rf"(?=\ufffc*(?:[ \u00a0\u202f]*[?!,:…]|{_S}(?:ou|et|face|par|à|avec|après|depuis)\b|{_S}d[e’']|[\s.\ufffc]*\Z))",
    re.IGNORECASE,
)
_HEADS = frozenset(("heading", "item", "task", "number", "callout", "title"))
_PUPIL = re.compile(
    rf"[CcTtUu](?<!\w.)(?:haque|out|ne?{_S}ou{_S}une?){_S}élève{_S}"
    rf"(?:(?:est|reste|semble|sera|soit|se sent){_S}{_HOW})?"
    rf"(?P<said>(?:{_STATES}|concerné|absent|présent|assis)e?)(?![\w’'·•/(-])"
)
# Both forms in full, in either order: « seul ou seule », « inquiète ou inquiet ».
_BOTH = re.compile(r"[\s\ufffc]+(?:ou|et)[\s\ufffc]+([^\W\d_]+)")
_BOTH_BEFORE = re.compile(r"([^\W\d_]+)[\s\ufffc]+(?:ou|et)[\s\ufffc]+\Z")
_INSTEAD = {
    "seul": "on peut vous aider",
    "inqui": "vous ressentez de l’inquiétude",
    "prêt": "quand vous le voulez",
    "menac": "une personne vous menace",
    "content": "cela vous convient",
    "contacté": "une personne vous a écrit",
    "obligé": "rien ne vous oblige",
    "sûr": "vous n’avez aucun doute",
    "certain": "vous n’avez aucun doute",
    "perdu": "vous ne savez plus quoi faire",
    "honteu": "vous ressentez de la honte",
    "accompagn": "une personne peut vous accompagner",
    "aid": "recevoir de l’aide",
    "mineur": "vous avez moins de 18 ans",
    "majeur": "vous avez 18 ans ou plus",
    "prudent": "avec prudence",
    "vigilant": "avec vigilance",
    "surpris": "cela peut surprendre",
    "connecté": "votre session est ouverte",
    "inscrit": "vous avez un compte",
}


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN005 for an adjective or a participle that makes the reader, or every pupil, a man or a woman."""
    running = RunningText(view)
    found = [match.span(match.lastgroup) for match in _SAY.finditer(running.text)]
    found += [match.span("said") for match in _PUPIL.finditer(running.text)]
    found += [match.span("said") for match in _NEARBY.finditer(running.text) if _near_you(match)]
    begin = 0
    for block in running.blocks:
        if block.kind in _HEADS and (match := _FRONT.match(block.text)) and not _of_things(match):
            start, end = match.span("said")
            found.append((begin + start, begin + end))
        begin += len(block.text) + len(GAP)
    if not found:
        return
    quotations = Quotations(running)
    for start, end in sorted(set(found)):
        if not quotations.hold(start) and not _both(running.text, start, end):
            yield running.say_at(start, "GEN005", _message(running.text[start:end]))


def _message(word: str) -> Message:
    example = next((form for start, form in _INSTEAD.items() if word.lower().startswith(start)), None)
    if example:
        return say(
            "«{word}» agrees with a man or with a woman; write it for everyone, such as «{example}»",
            word=word,
            example=example,
        )
    return say("«{word}» agrees with a man or with a woman; turn the sentence so that nothing agrees", word=word)


def _near_you(match: re.Match[str]) -> bool:
    """Tell whether the sentence of a match speaks to the reader and of nobody else."""
    text = match.string
    least = max(0, match.start() - _FAR)
    begin = max(text.rfind(sign, least, match.start()) for sign in ("\n\n", ". ", "? ", "! ", ": ", "\ufffc "))
    sentence = re.split(r"[.!?…]|\n\n", text[max(begin, least - 1) + 1 : match.end() + _FAR], maxsplit=1)[0]
    return bool(_VOUS.search(sentence)) and not _OTHERS.search(sentence)


def _of_things(match: re.Match[str]) -> bool:
    """Tell whether what a block begins with is said of a thing: « Prêt à imprimer », « Seule, une capture… »."""
    word, rest = match.group("said").lower(), match.string[match.end() :]
    if word.startswith("seul"):
        return not re.match(r"[\s\ufffc]*(?:\?|\Z|ou\b|face\b)", rest)
    if word.startswith("prêt"):
        return not re.match(rf"[\s\ufffc]*(?:\?|,|ou\b|à (?!{_THINGS}))", rest)
    return False


def _both(text: str, start: int, end: int) -> bool:
    """Tell whether the other form stands beside a word."""
    other = _BOTH.match(text, end) or _BOTH_BEFORE.search(text[max(0, start - 30) : start])
    return bool(other) and other.group(1)[:3].lower() == text[start : start + 3].lower()
