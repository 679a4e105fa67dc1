"""The web's stock phrases and the small words of English, as patterns for ``kg.ingest.shape``."""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    """
    a about after again against all also although am among an and any are as at be because been before being
    between both but by can could did do does doing during each either else even ever every few for from further
    had has have having he her here hers him his how i if in into is it its itself just least less may me might
    mine more most much must my near neither no nor not of off on once one only onto or other our ours out over
    own per rather shall she should since so some such than that the their theirs them then there these they
    this those though through till to too toward under until unto up upon us very was we were what when where
    whether which while who whom whose why will with within without would yet you your yours
    """.split()
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CLOSERS = "\"'”’»)]}*_ \t\u00a0"
QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|”\s[^”]*”")
SENTENCE_SPLIT = re.compile(r"(?<=[.!?…])\s+")


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


# Stock headings of what surrounds articles. Each is matched as a whole line, or before a colon.
_STORIES = "(?:stories|articles|news|headlines|posts|reads|reading|coverage|videos|links|content|topics)"
_SECTION = _any(
    rf"related(?: {_STORIES})?(?: \w+)?",
    r"(?:more|other|further|latest|recent|popular|trending|recommended|featured|similar|top)(?: \w+){0,3} " + _STORIES,
    r"(?:more|read more|see more|latest|news) (?:from|on|in|about|by|at)(?: \S+){1,5}",
    r"most (?:read|popular|viewed|shared|commented)(?: \w+){0,3}",
    r"(?:read|see|watch|listen|view|load|show|learn|find out) (?:more|next|also|now|all|later)",
    r"also (?:read|see|on)(?: \S+){0,4}|see also|now watch|up next|continue reading|in case you missed it",
    r"you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy)|recommended(?: for you)?|trending(?: now)?",
    r"editors?['’]?s? (?:picks?|choice)|(?:our )?newsletters?|advertisements?|advertising|sponsored(?: \w+)?",
    r"promoted(?: \w+)?|(?:leave a |post a |add a )?comments?|share(?: (?:this|it|on|via|article|story)(?: \w+){0,2})?",
    r"follow(?: (?:us|along|on)(?: \w+){0,2})?|(?:next|previous) (?:article|story|post)|back to (?:top|home)",
    r"skip to (?:main )?content|sign (?:in|up)|log ?in|register|subscribe(?: now| today)?|menu|search|home|print",
    r"copy link|tags?|topics|filed under|categories|about us|contact(?: us)?|privacy policy|cookie policy|close",
    r"terms(?: (?:of|and) \w+)?|click here|tap here|don['’]t miss|quick links|site ?map",
)
LABEL = re.compile(rf"\W*{_SECTION}\W*", re.IGNORECASE)
LABELLED = re.compile(rf"\W*(?:{_SECTION}|[A-Z][A-Z ]{{5,24}})\s*[:»›→|-]\s*(?P<rest>\S.*)", re.IGNORECASE)
CAPITALS_LABEL = re.compile(r"(?:[A-Z]{2,}\s?){1,4}:\s+\S")

# A prompt speaks to the visitor of the site: an order at the head of a sentence …
_ORDERS = """
    accept become buy click contact continue discover donate download drop e-mail email enter explore find follow get
    help join learn leave let like listen manage message play reach read receive register scroll send share shop start
    stay submit subscribe support swipe tap tell text try use view visit watch write call see
""".split()
ORDER = re.compile(
    r"(?:please |simply |just |then |so |now |and )?"
    + _any(*_ORDERS, "sign (?:up|in)", "log in", "check out", "don['’]t miss")
    + r"\b",
    re.IGNORECASE,
)
# … and something of the site itself to act on.
SITE = re.compile(
    _any(
        r"\b(?:our|this) (?:\w+ )?(?:homepage|web ?site|site|app|podcast|page|story|article|reporters?|team|channel)\b",
        r"\b(?:our|this) (?:\w+ )?(?:community|journalism|conversation|social media|mailing list|briefing|bulletin)\b",
        r"\bnewsletters?\b|\b(?:your|an?) inbox\b|\byour e-?mail(?: address)?\b|\bhomepage\b|\bnotifications\b",
        r"\bfor more (?:stories|news|info\w*|updates|coverage|from)\b",
        r"\bmore (?:info|stories|news) (?:at|on|here|from)\b",
        r"\bfollow us\b|\bcontact us\b|\b(?:via|by) (?:e-?mail|signal|encrypted|phone|text)\b|\bfree trial\b",
        r"\b(?:on|via) (?:twitter|facebook|instagram|x|threads|bluesky|linkedin|whatsapp|telegram|youtube|tiktok)\b",
        r"\bvia signal\b|\bjoin the conversation\b|\b(?:more|read|full story) here\b|\bwith (?:your )?friends\b",
        r"\bunsubscribe\b|\bfor (?:just|only|as little as) [$£€]|\b(?:here|below)\W*$|\bcookies\b",
    ),
    re.IGNORECASE,
)
# Somebody doing something: a sentence of the article, whatever it begins with.
NARRATED = re.compile(r"\b(?:he|she|they|said|says|told|was|were)\b", re.IGNORECASE)
CONTACT = re.compile(
    r"(?:^|\s)@\w{2,}|\b[\w.+-]+@[\w-]+\.\w+|\+?\d[\d\s().-]{7,}\d|\bhttps?://|\bwww\.",
    re.IGNORECASE,
)
NOTICE = re.compile(
    _any(
        r"\ball rights reserved\b|^\s*(?:copyright\b|©)|\bgot a (?:news )?tip\b|\baffiliate (?:links?|commission)",
        r"\b(?:terms of (?:use|service)|privacy (?:policy|notice))\b.{0,80}\b(?:agree|apply|accept|consent)",
        r"\bwe (?:and our partners )?use cookies\b|\bwe may (?:earn|receive) (?:a )?(?:commission|compensation)",
        r"\bby (?:continuing|clicking|signing up|subscribing|submitting|using this)\b.{0,60}\b(?:you|agree)\b",
        r"\bthis (?:article|story|post|report) (?:\w+ ){0,2}(?:appeared|(?:re)?published|posted) (?:in|on|by)\b",
        r"^\s*(?:additional )?(?:reporting|editing|writing) by\b",
    ),
    re.IGNORECASE,
)
_PICTURE = "(?:photo|photograph|image|picture|illustration|graphic|video|file photo|credit|courtesy|source)s?"
CREDIT = re.compile(
    rf"^\W*{_PICTURE}(?: (?:credit|by|courtesy|via|from|of|illustration)\b.*|\s*[:/|].*)"
    r"|©|\bgetty images\b|\bshutterstock\b|\bap photo\b",
    re.IGNORECASE,
)
CAPTION_END = re.compile(
    rf"\(\s*(?:{_PICTURE}|files?|screenshots?)\b[^()]{{0,80}}\)\W*$"
    r"|\b(?:photo|photograph|image|picture|illustration)s?(?: credit)?\s*(?::|by)\s*[^.]{2,60}\.?$",
    re.IGNORECASE,
)
_DESKS = "staff|senior|chief|technology|business|political|crime|police|city|science|health|national"
BYLINE = re.compile(
    r"^\s*(?:(?:story|report|words|written|posted|reported)\s+)?by:?\s+(?P<names>[^\d|•·—–]{3,90}?)"
    rf"\s*(?:[|•·—–].*|,? (?:{_DESKS}) .*)?$",
    re.IGNORECASE,
)
# Longer blocks are neither lines nor prompts, and are not searched for them: patterns must not meet a whole book.
LINE_CHARS, PROMPT_CHARS = 250, 1_500
# The longest notice that is one block; a longer one that mentions cookies is an article about them.
MOST_IN_NOTICE = 60
