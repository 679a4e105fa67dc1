"""What a line looks like: sentence, headline, label, prompt, caption, credit; by form and stock phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.ingest.phrases import (
    BYLINE,
    CAPITALS_LABEL,
    CAPTION_END,
    CLOSERS,
    CONTACT,
    CREDIT,
    FUNCTION_WORDS,
    LABEL,
    LABELLED,
    LINE_CHARS,
    MOST_IN_NOTICE,
    NARRATED,
    NOTICE,
    ORDER,
    PROMPT_CHARS,
    QUOTED,
    SENTENCE_SPLIT,
    SITE,
    WORD,
)

# A page asks the same of each of its lines several times.
_remembered = lru_cache(maxsize=1_000)


def words(text: str) -> list[str]:
    """The words, apostrophes inside kept."""
    return WORD.findall(text)


def count_words(text: str) -> int:
    return len(words(text))


def is_symbols(text: str) -> bool:
    """Player times, crosses, arrows, page numbers: no word at all."""
    return not WORD.search(text) or (len(text) <= 20 and words(text.lower()) in (["x"], ["am"], ["pm"]))


@_remembered
def is_headline_case(text: str) -> bool:
    """Capitals on all but the function words, as titles have them: at most one content word in ten without."""
    content = [word for word in words(text)[1:] if word.lower() not in FUNCTION_WORDS]
    return len(content) >= 2 and sum(word[0].islower() for word in content) <= 0.1 * len(content)


def ends_sentence(text: str) -> bool:
    """Whether it closes with a full stop, question or exclamation mark, inside quotation marks or not."""
    bare = text.rstrip(CLOSERS)
    return bare.endswith((".", "!", "?", "…")) or is_announcement(text)


def is_sentence(text: str) -> bool:
    """Running text, complete: closed by a sentence mark and not set like a headline."""
    return ends_sentence(text) and not (is_headline_case(text) and count_words(text) > 3)


def is_running(text: str) -> bool:
    """Running text without its end: dense in function words (news has 40 to 50 %, its headlines 15 to 30 %).

    Short lines need more of them: sentence-case headlines reach a third.
    """
    found = words(text)
    if len(found) < 5 or is_headline_case(text):
        return False
    share = sum(word.lower() in FUNCTION_WORDS for word in found) / len(found)
    return share >= (0.3 if len(found) > 15 else 0.45)


def is_announcement(text: str) -> bool:
    """A sentence that ends in a colon: what follows belongs to it."""
    return text.rstrip(CLOSERS).endswith(":") and count_words(text) >= 5 and not is_label(text)


@_remembered
def is_label(text: str) -> bool:
    """The heading of a box or list of links, alone or with one headline after it ("NOW WATCH: …")."""
    if len(text) > LINE_CHARS:
        return False
    if count_words(text) <= 7 and LABEL.fullmatch(text):
        return True
    found = LABELLED.fullmatch(text) if LABEL.match(text) or CAPITALS_LABEL.match(text) else None
    return bool(found) and not is_sentence(text) and not is_announcement_shape(text)


def is_announcement_shape(text: str) -> bool:
    """Ends in a colon, so that nothing follows the label on the line."""
    return text.rstrip(CLOSERS).endswith(":")


@_remembered
def is_prompt(text: str) -> bool:
    """Whether the site speaks to its visitor: subscribe, follow, contact this reporter, cookies, legal notices.

    Words inside quotation marks are somebody else's; a block of running text is a prompt only if most of it prompts.
    """
    if len(text) > PROMPT_CHARS:
        return False
    plain = QUOTED.sub(" ", text)
    total = count_words(plain)
    if total == 0 or count_words(text) > 3 * total:
        return False
    if NOTICE.search(plain) and total <= MOST_IN_NOTICE:
        return True
    prompting = sum(
        count_words(sentence) for sentence in SENTENCE_SPLIT.split(plain.strip()) if _is_prompting(sentence.strip(" •"))
    )
    return prompting > 0 and prompting >= 0.4 * total


def _is_prompting(sentence: str) -> bool:
    order = ORDER.match(sentence.lstrip(" •-*→►»\t"))
    return (
        bool(order)
        and not NARRATED.search(sentence)
        and bool(SITE.search(sentence) or CONTACT.search(sentence) or sentence.rstrip().endswith(("»", "›", "→")))
    )


@_remembered
def is_credit(text: str) -> bool:
    """Who owns a picture: a short line without a sentence in it."""
    if len(text) > LINE_CHARS or is_sentence(text):
        return False
    found = words(text)
    if len(found) > 15:
        return False
    slashed = re.fullmatch(r"[^/]{2,60}(?:/[^/]{2,60}){1,4}", text) is not None
    named = all(word[0].isupper() or word.lower() in FUNCTION_WORDS for word in found)
    return bool(CREDIT.search(text)) or (slashed and named and len(found) >= 2 and not re.search(r"\d/\d", text))


@_remembered
def is_caption(text: str) -> bool:
    """A sentence that says what a picture shows, with its source in brackets or at the end."""
    return bool(CAPTION_END.search(text[-LINE_CHARS:])) and count_words(text) >= 6


def byline(text: str) -> tuple[str, ...] | None:
    """The names of a line such as "By Ada Reyes and Tom Okafor", or None."""
    match = BYLINE.match(text) if len(text) <= LINE_CHARS else None
    if not match or count_words(text) > 14 or ends_sentence(text):
        return None
    names = [name.strip(" ,") for name in re.split(r",\s*|\s+and\s+|\s*&\s*", match["names"])]
    if not all(re.fullmatch(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,4}", name) and name[0].isupper() for name in names):
        return None
    return tuple(names)
