"""What a line looks like: sentence, headline, label, prompt, caption, credit; judged by form and the web's stock phrases."""

from __future__ import annotations

import re
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "against",
        "all",
        "also",
        "although",
        "am",
        "among",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "during",
        "each",
        "either",
        "else",
        "even",
        "ever",
        "every",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "least",
        "less",
        "may",
        "me",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "near",
        "neither",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "other",
        "our",
        "ours",
        "out",
        "over",
        "own",
        "per",
        "rather",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "though",
        "through",
        "till",
        "to",
        "too",
        "toward",
        "under",
        "until",
        "unto",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yet",
        "you",
        "your",
        "yours",
    ]
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CLOSERS = "\"'”’»)]}*_ \t\u00a0"
QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|”\s[^”]*”")
SENTENCE_SPLIT = re.compile(r"(?<=[.!?…])\s+")

# Stock headings of what surrounds articles. Each is matched as a whole line, or before a colon.
_SECTION = (
    r"related(?: \w+){0,3}|(?:more|other|further|latest|recent|popular|trending|recommended|featured|similar|top)"
    r"(?: \w+){0,3} (?:stories|articles|news|headlines|posts|reads|reading|coverage|videos|links|content)"
    r"|(?:more|read more|see more|latest|news) (?:from|on|in|about|by|at)(?: \S+){1,5}|most (?:read|popular|viewed|shared|commented)(?: \w+){0,3}"
    r"|(?:read|see|watch|listen|view|load|show|learn|find out) (?:more|next|also|now|all|later)|also (?:read|see|on)(?: \S+){0,4}|see also|now watch|up next"
    r"|you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy)|recommended(?: for you)?|trending(?: now)?|editors?['’]?s? (?:picks?|choice)"
    r"|(?:our )?newsletters?|advertisements?|advertising|sponsored(?: \w+)?|promoted(?: \w+)?|(?:leave a |post a |add a )?comments?|share(?: \w+){0,3}|follow(?: \w+){0,3}"
    r"|(?:next|previous) (?:article|story|post)|back to (?:top|home)|skip to (?:main )?content|sign (?:in|up)|log ?in|register|subscribe(?: now| today)?|menu|search|home|print|copy link"
    r"|tags?|topics|filed under|categories|about us|contact(?: us)?|privacy policy|terms(?: (?:of|and) \w+)?|cookie policy|close|continue reading|click here|tap here|don['’]t miss|in case you missed it|quick links|site map|sitemap"
)
LABEL = re.compile(rf"\W*(?:{_SECTION})\W*", re.IGNORECASE)
LABELLED = re.compile(rf"\W*(?:{_SECTION}|[A-Z][A-Z ]{{5,24}})\s*[:»›→|-]\s*(?P<rest>\S.*)", re.IGNORECASE)
CAPITALS_LABEL = re.compile(r"(?:[A-Z]{2,}\s?){1,4}:\s+\S")

# A prompt speaks to the visitor of the site: an order at the head of a sentence …
ORDER = re.compile(
    r"(?:please |simply |just |then |so |now |and )?(?:sign up|subscribe|follow|click|tap|read|join|contact|visit|get|enter|share|download|listen|watch|register|"
    r"log in|sign in|donate|support|e-?mail|send|message|check out|see|stay|learn|continue|scroll|swipe|view|play|shop|discover|explore|tell|"
    r"let|reach|find|become|try|like|leave|use|accept|manage|buy|start|receive|don['’]t miss|help|write|call|text|drop|submit)\b",
    re.IGNORECASE,
)
# … and something of the site itself to act on.
SITE = re.compile(
    r"\b(?:our|this) (?:\w+ )?(?:newsletters?|homepage|web ?site|site|app|podcast|page|story|article|reporters?|team|channel|community|journalism|conversation|"
    r"social media|mailing list|briefing|bulletin)\b|\bnewsletters?\b|\b(?:your|an?) inbox\b|\byour e-?mail(?: address)?\b|\bhomepage\b|\bfor more (?:stories|news|info\w*|updates|coverage|from)\b|"
    r"\bmore (?:info|stories|news) (?:at|on|here|from)\b|\bfollow us\b|\bcontact us\b|\b(?:via|by) (?:e-?mail|signal|encrypted|phone|text)\b|\b(?:on|via) (?:twitter|facebook|instagram|x|threads|"
    r"bluesky|linkedin|whatsapp|telegram|youtube|tiktok|signal)\b|\bjoin the conversation\b|\bfree trial\b|\b(?:more|read|full story) here\b|\bnotifications\b|\bwith (?:your )?friends\b|\bunsubscribe\b|"
    r"\bfor (?:just|only|as little as) [$£€]|\b(?:here|below)\W*$|\bcookies\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:^|\s)@\w{2,}|\b[\w.+-]+@[\w-]+\.\w+|\+?\d[\d\s().-]{7,}\d|\bhttps?://|\bwww\.",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\ball rights reserved\b|^\s*(?:copyright\b|©)|\b(?:terms of (?:use|service)|privacy (?:policy|notice))\b.{0,80}\b(?:agree|apply|accept|consent)"
    r"|\bwe (?:and our partners )?use cookies\b|\bby (?:continuing|clicking|signing up|subscribing|submitting|using this)\b.{0,60}\b(?:you|agree)\b"
    r"|\bthis (?:article|story|post|report) (?:was|is|has been|originally|first) (?:originally |first |also |re)*(?:appeared|published|posted|updated)\b|\bgot a (?:news )?tip\b"
    r"|\bwe may (?:earn|receive) (?:a )?(?:commission|compensation)|\baffiliate (?:links?|commission)|^\s*(?:reporting|additional reporting|editing|writing) by\b",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"^\W*(?:photo|photograph|image|picture|illustration|graphic|video|file photo|credit|courtesy|source)s?(?: (?:credit|by|courtesy|via|from|of|illustration)\b.*|\s*[:/|].*)|©|\bgetty images\b|\bshutterstock\b|\bap photo\b",
    re.IGNORECASE,
)
CAPTION_END = re.compile(
    r"\(\s*(?:image|photo|photograph|picture|source|credit|illustration|courtesy|file|screenshot|graphic)s?\b[^()]{0,80}\)\W*$"
    r"|\b(?:photo|photograph|image|picture|illustration)s?(?: credit)?\s*(?::|by)\s*[^.]{2,60}\.?$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^\s*(?:(?:story|report|words|written|posted|reported)\s+)?by:?\s+(?P<names>[^\d|•·—–]{3,90}?)\s*(?:[|•·—–].*|,? (?:staff|senior|chief|technology|business|political|crime|police|city|science|health|national) .*)?$",
    re.IGNORECASE,
)
# Longer blocks are neither lines nor prompts, and are not searched for them: patterns must not meet a whole book.
LINE_CHARS, PROMPT_CHARS = 250, 1_500


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


# The longest notice seen in the wild that is one block; a longer block that mentions cookies is an article about them.
MOST_IN_NOTICE = 60


def _is_prompting(sentence: str) -> bool:
    order = ORDER.match(sentence.lstrip(" •-*→►»\t"))
    return bool(order) and bool(
        SITE.search(sentence) or CONTACT.search(sentence) or sentence.rstrip().endswith(("»", "›", "→"))
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
