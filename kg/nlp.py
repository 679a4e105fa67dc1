"""Article to spaCy ``Doc``: the only place where a model is loaded.

A ``Doc`` has as many code points as its article's text, so offsets are the same in both; only the case of headlines may
differ, since a parser trained on running text reads "Tried To Sell" better as "tried to sell".
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.model import Article, BlockKind, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LETTER = re.compile(r"[^\W\d_A-Z]\.")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# A verb of one syllable that doubles its last consonant before an ending ("hop", "hopped").
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
# What is typed for an apostrophe between two letters: "can`t", "firm´s".
ACCENT = re.compile(r"(?<=[^\W\d_])[`´′ʼ](?=[^\W\d_])")
# "LISBON, Portugal (Reuters) — " before a sentence. An acronym before an aside has no capital behind it.
DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,24}|[A-Z][a-z]{2,15}(?=[^—–\n]{0,40}\([A-Z]))"
    r"(?:, [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?)?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
    r"(?: \([A-Z][\w .&/-]{1,24}\))? ?(?:—|–|--| - ) ?(?=[\"“‘'A-Z\d])"
)
# What makes another verb of a verb: "co-founded", "misreported".
PREFIXES = ("co-", "mis", "re", "over", "under", "out", "pre", "un", "de", "dis")
# Words that headline style capitalises though they never name anything.
SMALL = frozenset(
    """a about after again against ago all also amid among an and another any are aren't as at back be because been
    before being between both but by can can't could couldn't did didn't do does doesn't don't down during each else
    even ever every few for from get had hadn't has hasn't have haven't he her here his how i if in into is isn't it
    its just less like made make many may might more most much must my never new no nor not now of off on once one
    only onto or other our out over own per says said same set she should shouldn't show shows so some still such
    than that the their them then there these they this those through to too tried try trying two under until up
    upon us use used very want wants was wasn't we well were weren't what when where which while who why will with
    without won't would wouldn't yet you your""".split()
)


# Words that are one with their hyphen: taken apart, "who co-founded Acme" leaves the parser without a verb.
CO = """found founds founded founding founder founders own owns owned owning owner owners chair chairs chaired chairing
    chairman chairmen chairwoman chairperson lead leads led leading leader leaders director directors direct directs
    directed host hosts hosted president presidents author authors authored write writes wrote written develop develops
    developed invent invents invented inventor inventors produce produces produced producer sponsor sponsors sponsored
    create creates created creator creators manager managers head heads headed ceo ceos chief pilot""".split()


@cache
def load(model: str) -> Language:
    """The spaCy pipeline of the package ``model``, with the words that our rules need whole; loaded once a process.

    Raises ``UsageError`` where the package is not installed, damaged, or no pipeline.
    """
    nlp = installed(model)
    tokenizer: Any = nlp.tokenizer
    for word in CO:
        for form in (f"co-{word}", f"Co-{word}", f"Co-{word.capitalize()}", f"CO-{word.upper()}"):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    # "a loss of $3m. Vell said": a unit and the end of a sentence, no abbreviation
    tokenizer.rules = {form: word for form, word in tokenizer.rules.items() if not LETTER.fullmatch(form)}
    if nlp.has_pipe("attribute_ruler"):
        from kg.ruler import Rules

        ruler: Any = nlp.get_pipe("attribute_ruler")
        ruler.match = Rules(ruler).match
    return nlp


def installed(model: str) -> Language:
    """The spaCy pipeline of the package ``model`` as it is installed, loaded anew.

    Raises ``UsageError`` where the package is not installed, damaged, or no pipeline.
    """
    with warnings.catch_warnings():
        # The official 3.7.1 weights give identical results under 3.8; the notice would greet every user.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp: Language = importlib.import_module(model).load()
        except (ImportError, AttributeError, TypeError, ValueError, OSError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise UsageError(
                f"the pipeline '{model}' cannot be loaded ({reason}); pip install 'onrecord[build]' or set KG_MODEL"
            ) from error
    return nlp


def docs(nlp: Language, articles: Sequence[Article]) -> Iterator[tuple[Article, Doc]]:
    """Each article with its parsed ``Doc``, in order; a sentence never crosses from one block into the next,
    nor from a dateline into what follows it.

    All are parsed at once, which costs less than one after the other and changes nothing.
    """
    parsed = nlp.pipe(prepared(nlp, article) for article in articles)
    for article, doc in zip(articles, parsed, strict=True):
        yield article, relemmatised(nlp, doc)


def relemmatised(nlp: Language, doc: Doc) -> Doc:
    """The same ``Doc``, verbs given the lemma with the silent e that English spelling tells: "hopes" is no form of hop.

    What the parser has as a preposition's object is no bare verb, whatever the tagger says: "sold it to police".

    The rule lemmatizer takes the first verb that fits; a consonant that is not doubled shows that it is the other one.
    """
    verbs = _verbs(nlp)
    for token in doc:
        if token.tag_ == "VB" and token.dep_ == "pobj" and token.head.pos_ == "ADP":
            token.tag_, token.pos_ = "NN", "NOUN"
            continue
        if token.tag_ == "VBZ" and token.dep_ in ("dobj", "pobj") and token.lower_.endswith("s"):
            token.tag_, token.pos_, token.lemma_ = "NNS", "NOUN", token.lower_[:-1]  # "denied media reports that …"
            continue
        prefix = _prefix(token, verbs)
        if prefix:
            token.lemma_ = _joined(token.lower_, prefix, verbs) or (token.lower_ if prefix == "co-" else token.lemma_)
            continue
        stem = token.lemma_
        undoubled = token.lower_ in (f"{stem}es", f"{stem}ed", f"{stem}ing") and SHORT.fullmatch(stem)
        if token.pos_ in ("VERB", "AUX") and undoubled and f"{stem}e" in verbs:
            token.lemma_ = f"{stem}e"
        elif token.pos_ == "VERB" and stem.endswith("lle") and stem not in verbs:
            token.lemma_ = stem[:-2]  # the British "trialled" is no form of "trialle"
    return doc


def _prefix(token: Token, verbs: frozenset[str]) -> str:
    """What makes another verb of a verb that the lemmatizer knows: "co-" always, "mis" where it does not know both."""
    if token.pos_ != "VERB":
        return ""
    known = token.lemma_ in verbs or not verbs
    return next((one for one in PREFIXES if token.lower_.startswith(one) and (one == "co-" or not known)), "")


def _joined(word: str, prefix: str, verbs: frozenset[str]) -> str:
    """The lemma of a verb with a prefix, by its second part; "" where that is no regular verb."""
    rest = word.removeprefix(prefix)
    endings = ("", "s", "ed", "d", "ing")
    stems = (rest.removesuffix(end) + tail for tail in ("", "e") for end in endings if rest.endswith(end))
    return next((f"{prefix}{stem}" for stem in stems if stem in verbs), "")


@cache
def _verbs(nlp: Language) -> frozenset[str]:
    """The verbs that the pipeline's rule lemmatizer knows; none where it has no such table."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index")["verb"])


def prepared(nlp: Language, article: Article) -> Doc:
    """The tokenised article, headlines in sentence case, apostrophes plain, sentence starts set where blocks start."""
    doc = nlp.make_doc(ACCENT.sub("'", sentence_cased(article, verb_forms(nlp))))
    places = [block.span.start for block in article.blocks]
    places += [dateline.end() for start in places if (dateline := DATELINE.match(article.text, start)) is not None]
    starts = iter(sorted(places))
    start = next(starts, None)
    for token in doc:
        if start is None:
            break
        if token.idx >= start and not token.is_space:
            token.is_sent_start = True
            while start is not None and start <= token.idx:
                start = next(starts, None)
    return doc


@cache
def verb_forms(nlp: Language) -> Callable[[str], bool]:
    """A test for lower-cased words that can only be forms of a verb ("sold", "selling", "unveils"), not nouns or names.

    It reads the tables of the pipeline's rule lemmatizer; a pipeline without them knows no such words.
    """
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return lambda _: False
    index = lookups.get_table("lemma_index")
    verbs, nouns = frozenset(index["verb"]), frozenset(index["noun"])
    irregular = frozenset(lookups.get_table("lemma_exc")["verb"]) - nouns

    def is_verb_form(word: str) -> bool:
        if word in {"united", "reading", "sterling"}:  # forms of verbs that begin names far more often
            return False
        stems = {"ing": ("", "e"), "ed": ("", "e"), "s": ("",)}
        return word in irregular or any(
            word.endswith(ending) and word[: -len(ending)] + tail in verbs and (ending != "s" or word[:-1] not in nouns)
            for ending, tails in stems.items()
            for tail in tails
        )

    return is_verb_form


def sentence_cased(article: Article, is_verb_form: Callable[[str], bool]) -> str:
    """The text with the common words of headlines in lower case; every offset stays what it was."""
    headlines = [
        block.span
        for block in article.blocks
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING) and _title_cased(article.text, block.span)
    ]
    if not headlines:
        return article.text
    body = "".join(_without(article.text, headlines))
    common = SMALL | {word for word in WORD.findall(body) if word.islower()}

    def lowered(match: re.Match[str]) -> str:
        word, low = match[0], match[0].lower()
        capitalised = word[1:].islower() or len(word) == 1
        known = low.replace("’", "'") in common or low in common or is_verb_form(low)
        return low if capitalised and known and match.start() > 0 and len(low) == len(word) else word

    text = article.text
    for span in headlines:
        text = text[: span.start] + WORD.sub(lowered, text[span.start : span.end]) + text[span.end :]
    return text


def _title_cased(text: str, span: Span) -> bool:
    # Seven in ten of the words capitalised is more than names alone bring about in a sentence of five words or more.
    words = WORD.findall(text[span.start : span.end])
    return len(words) >= 5 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _without(text: str, spans: Iterable[Span]) -> Iterator[str]:
    end = 0
    for span in spans:
        yield text[end : span.start]
        end = span.end
    yield text[end:]
