"""The web's stock phrases and the small words of English, as patterns for ``kg.ingest.shape``."""

from __future__ import annotations

import re

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
# The longest notice that is one block; a longer one that mentions cookies is an article about them.
MOST_IN_NOTICE = 60
