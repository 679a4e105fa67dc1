"""Whom a page credits with what it tells: "…, the Herald reported", "according to a report in the Herald".

A name counts only where a page of an outlet that is called so has the same news (``origins``): so it is looked for by
the words beside it, and whether it is an outlet's is told by the publishers there are.
"""

from __future__ import annotations

import re
from hashlib import blake2b

_TITLE = r"(?P<name>[A-Z][\w&'’.-]*(?: (?:(?:of|and|for|the|&) )?[A-Z][\w&'’-]*){0,5})"
_NAME = rf"(?:[Tt]he )?{_TITLE}"
# What only a newspaper, station or agency is called: others that "said" it are who the news is about.
_MEDIUM = (
    r"(?i:.*(?:herald|times|post|news\w*|courier|gazette|tribune|journal|chronicle|sentinel|observer|dispatch|examiner|mail|"
    r"telegraph|mirror|press|wire|weekly|daily|radio|tv|television|review|record|ledger|register|monitor|bulletin|"
    r"standard|echo|globe|today|online|broadcast\w*|inquirer|advertiser|argus|star|sun|voice|reporter|media|report)$)"
)
_PAPER = r"(?:news)?paper|magazine|web ?site|outlet|broadcaster|station|news agency|newswire|report|story|article"
_REPORTING = r"report(?:ed|s)|reveal(?:ed|s)|wrote|writes|broke the (?:news|story)|has learned|disclosed|published"
_AHEAD = r"(?:(?:first|also|has|had|earlier|exclusively|previously|newspaper|magazine|website|reporters?)\s+){0,3}"
# "the Herald reported", "Herald reporters found", "the Herald, which first reported the deal"
_REPORTS = re.compile(rf"\b{_NAME},?(?: which)? {_AHEAD}(?:{_REPORTING}|found that|reporters found)\b")
# "according to a report in the Herald", "first reported by the Herald", "citing the Herald"
_REPORTED = re.compile(
    rf"(?:\breport(?:ed|s|ing)?|\bstor(?:y|ies)|\barticle|\bpublished|\brevealed)\b(?: \w+){{0,2}},? "
    rf"(?:in|by|from|on|of) {_NAME}"
)
_SAYS = re.compile(
    rf"\b{_NAME} {_AHEAD}(?:said|says)\b|"
    rf"(?i:\b(?:according to|cit(?:ing|ed by|es)|quoting)) {_NAME.replace('?P<name>', '?P<other>')}"
)
# "the paper said", "according to the report": of the outlet that the page names
_ANAPHORIC = re.compile(
    rf"(?i)\b(?:the|that) (?:{_PAPER})(?:'s report)? {_AHEAD}(?:said|says|{_REPORTING}|found)\b|"
    rf"\b(?:according to|cit(?:ing|ed by)) (?:the|that) (?:{_PAPER})\b"
)
_MENTIONED = re.compile(rf"\b[Tt]he {_TITLE}")
# "confirmed the sale independently", "has seen the contract"; not "could not be independently verified"
_CONFIRMED = re.compile(
    r"(?i)(?P<not>(?:not|unable|n['’]t|nor|without|yet|failed)\s+(?:\w+\s+){0,4}?)?"
    r"(?:independently\s+(?:confirm|verif|corroborat|establish|check)\w*"
    r"|(?:confirm|verif|corroborat)\w*\s+(?:\w+\s+){0,5}?(?:independently|for itself|on its own|separately)\b)"
)
_OWN_VERBS = r"(?:confirmed|verified|corroborated|seen|saw|reviewed|obtained|viewed|was told|learned)\b"
_TO_OWN = r"(?i:told|confirmed to|confirmed (?:\w+ ){1,4}to|seen by|reviewed by|obtained by)"
_WORD = re.compile(r"(?<![\w'’-])(?:[A-Z][\w'’-]*|[$€£]?\d[\d.,]*\d|\d)")
_PLAIN = frozenset(
    "The A An In On At It He She They We I But And For With From This That These His Her Its Their As By After Before "
    "When While If No Not Some Several Two Three One Last Mr Ms Mrs Dr Inc Ltd Corp Co Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December".split()
)


def credits(text: str, publisher: str | None) -> tuple[str, ...]:
    """The names, as written, that a text credits with what it tells, each once; none where it found out for itself."""
    if _confirmed(text, publisher):
        return ()
    found = [match["name"] for pattern in (_REPORTS, _REPORTED) for match in pattern.finditer(text)]
    found += [name for match in _SAYS.finditer(text) if (name := match["name"] or match["other"]) and _is_medium(name)]
    if _ANAPHORIC.search(text):
        found += [match["name"] for match in _MENTIONED.finditer(text) if _is_medium(match["name"])]
    names = (name.removeprefix("The ").rstrip(".") for name in found)
    return tuple(name for name in dict.fromkeys(names) if name not in _PLAIN)


def distinctive(text: str) -> list[int]:
    """Hashes of the names and numbers of a text by word, sorted, each once: what two reports of one event share."""
    words = {
        word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text) if word not in _PLAIN
    }
    return sorted(int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) for word in words)


def _is_medium(name: str) -> bool:
    return re.match(_MEDIUM, name) is not None


def _confirmed(text: str, publisher: str | None) -> bool:
    """Whether a page says that it, or its outlet by name, confirmed for itself what it tells."""
    if any(not match["not"] for match in _CONFIRMED.finditer(text)):
        return True
    names = [re.escape(name) for name in _own_names(publisher)]
    own = "|".join([*names, "this (?:newspaper|paper|magazine|website)"])
    return bool(re.search(rf"\b(?:{own})\b (?:\w+ )?{_OWN_VERBS}|\b{_TO_OWN} (?:[Tt]he )?(?:{own})\b", text))


def _own_names(publisher: str | None) -> list[str]:
    """A publisher's name, and its last word where that is what it is called for short."""
    words = (publisher or "").removeprefix("The ").split()
    return [" ".join(words[-length:]) for length in range(1, len(words) + 1)]
