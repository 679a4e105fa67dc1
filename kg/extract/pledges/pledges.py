"""Pledges: who undertakes or forgoes which act, with what product, towards whom, on what condition, for how long.

A pledge is a verb of commitment, a statement of what one "will not" do, a moratorium or a noun such as "promise", with
an act below it. The act never makes a claim of its own: a promise not to sell is no report of a sale. What somebody
"plans", "expects" or by the article's word "will" do is no pledge: without a word of commitment only what is forgone
makes one, and what is kept, paid back or deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality import assess
from kg.extract.factuality.embedding import mark
from kg.extract.factuality.negation import is_denied
from kg.extract.factuality.value import Stance
from kg.extract.fillers import DOCUMENT_NOUNS
from kg.extract.lexicon import classes
from kg.extract.parsed_article import ParsedArticle
from kg.extract.pledges import conditions
from kg.extract.pledges.acts import Act, act_of, acts, done_away, free_act, words
from kg.extract.pledges.roles import claims, is_organization
from kg.extract.rule_names import Rule
from kg.extract.syntax import money
from kg.model import Actuality, Certainty, Claim, EntityType, MentionKind, Polarity

SIGNING = classes.words("documents", "signing")
# What governments lay on others rather than on themselves.
REGULATORS = frozenset({EntityType.AGENCY, EntityType.COURT, EntityType.LEGISLATURE, EntityType.PLACE})
ABLE = classes.words("auxiliaries", "able")
SPEAKERS = classes.words("pronouns", "speakers")
ANYTHING = classes.words("quantifiers", "anything")
PLEDGING_SUMS = classes.words("pledging", "sums")
SAME = classes.words("pronouns", "same")
BANNED = classes.words("prepositions", "banned")
REFUSING = classes.words("pledging", "refusing")
WOULD = classes.words("auxiliaries", "would")
OWN_SUBJECTS = classes.words("pronouns", "own_subjects")


def extract(parsed: ParsedArticle, taken: set[int]) -> Iterator[Claim]:
    """The pledges of an article; tokens of their acts are added to ``taken``."""
    last: Act | None = None
    for token in parsed.doc:
        if token.i in taken:
            continue
        rule, candidates = _candidates(parsed, token, last)
        for trigger, act, pledgers, stance in candidates:
            if act.word.i in taken and not act.referred:
                continue
            if trigger.pos_ != "VERB" and _ended(trigger):
                taken.update({*(link.i for link in act.chain), *(() if act.referred else (act.word.i,))})
                continue  # it was made before, and holds no longer: who took it back is told by the verb
            found = list(claims(parsed, trigger, act, pledgers, stance, rule=rule))
            if found:
                # The deed that "do so" stands for was told of in its own right.
                referred = act.referred or any(link.lemma_ == "do" for link in act.chain)
                taken.update({trigger.i, *(link.i for link in act.chain), *(() if referred else (act.word.i,))})
                last = act
                yield from found


Candidate = tuple[Token, Act, list[Token], Stance]


def _candidates(parsed: ParsedArticle, token: Token, last: Act | None) -> tuple[Rule, Iterable[Candidate]]:
    """The rule that a word is for, and the pledges that it finds there: none, of a word that is for none."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and done_away(token):
        return Rule.RENOUNCE, _done_away(token)
    if token.pos_ == "VERB" and lemma in words("commit"):
        return Rule.COMMIT, _committed(parsed, token, last)
    if token.pos_ in ("VERB", "AUX") and lemma in words("report"):
        return Rule.SAY_WILL, _said(parsed, token)
    if token.pos_ in ("NOUN", "PROPN") and lemma in words("nouns") | words("report_nouns"):
        return Rule.PROMISE, _noun(token, last)
    if token.pos_ in ("NOUN", "PROPN") and lemma in words("bans"):
        return Rule.MORATORIUM, _ban(parsed, token)
    return Rule.WILL_NOT, _bare(parsed, token) if token.pos_ in ("VERB", "AUX") else ()


def _committed(parsed: ParsedArticle, verb: Token, last: Act | None) -> Iterator[Candidate]:
    """ "pledged not to sell", "committed to not selling", "promised that it would stop"."""
    stance = assess.stance(verb)
    modal = any(child.dep_ == "aux" and child.lower_ in words("modals") for child in verb.children)
    if stance.polarity is Polarity.NEGATED and modal and not syntax.children(verb, "advcl"):
        stance = replace(stance, actuality=Actuality.ACTUAL)  # "would not commit": a refusal that took place
    found = list(_promised(verb, last, stance))
    if verb.lemma_ in words("only_forgo") and not any(
        act.forgone or act.word.lemma_ in words("keeping") for _, act in found
    ):
        return
    if _performed(verb):
        stance = replace(stance, actuality=Actuality.ACTUAL)
    for clause, act in found:
        held, pledgers = stance, _pledgers(verb)
        own = syntax.subjects(clause) if syntax.children(clause, "nsubj", "nsubjpass") else []
        if own and pledgers and not _same(parsed, own[0], pledgers[0]) and _own(parsed, pledgers, own):
            # "its president promised that the company won't …": the company's pledge, by its president's word
            held, pledgers = replace(stance, holders=(pledgers[0], *stance.holders)), own
        yield verb, act, pledgers, held


def _performed(verb: Token) -> bool:
    """ "I can promise that", "we can give an assurance": who says so does so."""
    able = any(child.dep_ == "aux" and child.lower_ in ABLE for child in verb.children)
    return able and any(subject.lower_ in SPEAKERS for subject in syntax.children(verb, "nsubj"))


def _promised(verb: Token, last: Act | None, stance: Stance) -> Iterator[tuple[Token, Act]]:
    """The clauses and nouns that say what a verb of commitment commits to."""
    adjectival = syntax.is_passive(verb)  # "is committed to excellence": a manner of speaking
    for clause in syntax.complement_clauses(verb):
        if mark(clause) in conditions.CONDITION_MARKS or clause.head.lower_ in conditions.CONDITION_MARKS:
            continue
        act = act_of(clause) if adjectival else free_act(clause)
        if act is not None:
            yield clause, act
    for noun in [item for name, item, _ in syntax.prepositions(verb) if name == "to"] + syntax.objects(verb):
        lemma = noun.lemma_.lower()
        act = act_of(noun) if noun.pos_ in ("NOUN", "PROPN") and lemma in words("bans") | set(acts()) else None
        if act is None and last is not None and lemma in words("bans"):
            act = replace(last, forgone=True, chain=(), referred=True)  # "would not commit to a pause"
        if act is None and stance.polarity is Polarity.NEGATED and noun.lower_ in ANYTHING:
            act = Act("", noun, False, ())
        if act is None and lemma not in words("bans") and verb.lemma_ in PLEDGING_SUMS:
            act = Act("", noun, False, ()) if money.span(noun) is not None else None  # "pledged £2m to the fund"
        if act is not None:
            yield noun, act


def _done_away(verb: Token) -> Iterator[Candidate]:
    """ "swore off selling", "ruled out the sale": renounced by a verb and its particle."""
    for clause in (*syntax.complement_clauses(verb), *syntax.objects(verb)):
        act = act_of(clause) if clause.lemma_.lower() not in words("bans") else None
        if act is not None:
            stance = assess.stance(verb)
            yield verb, replace(act, forgone=not act.forgone), syntax.subjects(verb), stance


def _pledgers(verb: Token) -> list[Token]:
    found = syntax.subjects(verb)
    letter = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and letter.dep_ == "dobj" and letter.lemma_ in DOCUMENT_NOUNS:
        # "signed a letter pledging …"; who reads or welcomes it pledges nothing
        return syntax.subjects(letter.head) if letter.head.lemma_ in SIGNING else []
    if not found and syntax.is_passive(verb) and verb.lemma_ == "commit":
        surface = syntax.surface_subject(verb)  # "is committed to selling": by itself
        return [syntax.resolve_relative(item) for item in syntax.coordinated(surface)] if surface is not None else []
    return found


def _said(parsed: ParsedArticle, verb: Token) -> Iterator[Candidate]:
    """ "said it would not sell", "announced that it will no longer offer": a statement about one's own will."""
    outer = assess.stance(verb)
    if outer.polarity is not Polarity.AFFIRMED:
        return
    for clause in syntax.children(verb, "ccomp", "xcomp", "parataxis"):
        forgone = False
        for head in syntax.coordinated_verbs(clause):
            act = _resolved(head) if _willed(head, clause) else None
            if act is None or not (act.forgone or forgone or act.word.lemma_ in words("keeping")):
                continue
            doers, speakers = syntax.subjects(head), syntax.subjects(verb)
            if not doers and syntax.is_passive(head):
                doers = speakers  # "said the tapes would not be shared": by whoever says so
            if not doers or not _own(parsed, speakers, doers):
                continue
            forgone = forgone or act.forgone
            holders = outer.holders
            if speakers and not _same(parsed, speakers[0], doers[0]):
                holders = (speakers[0], *holders)
            yield head, act, doers, Stance(certainty=outer.certainty, actuality=outer.actuality, holders=holders)


def _resolved(head: Token) -> Act | None:
    """The act that somebody says they will or will not do; None for what is not theirs to decide."""
    if syntax.is_passive(head) and not syntax.subjects(head):
        done = act_of(head)
        only = "only" in {head.nbor().lower_, *(child.lower_ for child in head.children)}
        return replace(done, forgone=True) if done is not None and (done.forgone or only) else None
    if head.lemma_ in words("keeping") and syntax.objects(head):
        return Act("", head, is_denied(head), ())
    known = act_of(head)
    if known is not None or head.lemma_.lower() in words("involuntary") | words("commit"):
        return known  # "would not commit to a pause" renounces nothing
    return free_act(head)


def _noun(noun: Token, last: Act | None) -> Iterator[Candidate]:
    """ "its pledge to hold off selling", "the company's announcement that it would suspend …"."""
    report = noun.lemma_.lower() in words("report_nouns")
    by = [item for name, item, _ in syntax.prepositions(noun) if name in ("by", "from")]
    governed = noun.head.lemma_ in words("giving") | words("getting")
    given = noun.dep_ == "dobj" and noun.head.lemma_ in words("giving") and not syntax.is_passive(noun.head)
    clauses = syntax.complement_clauses(noun)
    if not clauses and governed and noun.dep_ == "dobj":
        later = (*syntax.complement_clauses(noun.head), *syntax.purposes(noun.head))
        clauses = [clause for clause in later if syntax.has_to(clause)]
    for clause in clauses:
        if clause.tag_ == "VBN" and not syntax.children(clause, "aux", "auxpass"):
            continue  # "a pledge made in May"
        act = act_of(clause) if report or (noun.lemma_ == "word" and not governed) else free_act(clause)
        if act is None or (report and not act.forgone):
            continue
        own = syntax.subjects(clause) if clause.dep_ != "acl" or report else syntax.subjects(noun)
        pledgers = syntax.children(noun, "poss") or by or own or (_giver(noun) if given else [])
        finite = clause.dep_ in ("ccomp", "acl") and any(c.dep_ == "nsubj" for c in clause.children)
        if report and finite and not _willed(clause, clause):
            continue
        stance = assess.stance(noun)
        if governed and _performed(noun.head):
            stance = replace(stance, actuality=Actuality.ACTUAL)
        if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in words("later"):
            # "did not keep its promise", "may drop its pledge": made it was, whatever becomes of it
            stance = Stance(holders=stance.holders)
        yield noun, act, [syntax.resolve_relative(token) for token in pledgers], stance
    if not clauses and not report and last is not None and _given(noun):
        pledgers = syntax.children(noun, "poss") or by or _giver(noun)
        yield noun, replace(last, chain=(), referred=True), pledgers, assess.stance(noun)


def _ended(noun: Token) -> bool:
    """Whether a promise is told of as taken back: "withdrew its pledge", "went back on its promise"."""
    verb = noun.head
    if noun.dep_ == "pobj":
        while verb.dep_ in ("prep", "advmod", "prt") and verb.head != verb:
            verb = verb.head
    elif noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    particles = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod")}
    lemma = verb.lemma_.lower()
    return bool({lemma, *(f"{lemma} {particle}" for particle in particles)} & words("ended"))


def _given(noun: Token) -> bool:
    """Whether a noun is a promise told of before that somebody now makes: "made no such promise"."""
    back = any(child.lower_ in SAME for child in noun.children)
    return back and noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in words("giving") | words("getting")


def _giver(noun: Token) -> list[Token]:
    return syntax.subjects(noun.head)


def _ban(parsed: ParsedArticle, noun: Token) -> Iterator[Candidate]:
    """ "put a one-year moratorium on selling …": a ban that somebody lays on their own doing."""
    verb = noun.head
    while not syntax.is_verbal(verb) and verb.head != verb:
        verb = verb.head
    if (
        not syntax.is_verbal(verb)
        or verb.lemma_.lower() not in words("ban_verbs")
        or noun.dep_ not in ("dobj", "nsubjpass", "pobj", "attr")
    ):
        return
    for name, item, _ in (*syntax.prepositions(noun), *syntax.prepositions(verb)):
        act = act_of(item) if name in BANNED else None
        if act is None:
            continue
        refused = verb.lemma_ in REFUSING
        stance = assess.stance(noun if refused else verb)
        found = syntax.subjects(verb) or [syntax.resolve_relative(token) for token in syntax.children(noun, "poss")]
        pledgers = [token for token in found if not _regulates(parsed, token, noun, act)]
        held = stance.holders
        if held and pledgers and _same(parsed, held[0], pledgers[0]):
            stance = Stance(certainty=stance.certainty, holders=held[1:], polarity=stance.polarity)
        if stance.polarity is Polarity.UNKNOWN or _advocated(verb):
            continue
        yield noun, Act(act.frame, act.word, True, (*act.chain, verb)), pledgers, stance
        return


def _regulates(parsed: ParsedArticle, token: Token, noun: Token, act: Act) -> bool:
    """Whether a ban is one that a government lays on others: a "ban", or of trade rather than of its own use."""
    mention = parsed.mention(token)
    ruler = mention is not None and parsed.type_of(mention) in REGULATORS
    return ruler and (noun.lemma_.lower() in words("imposed") or act.frame != "Use")


def _advocated(verb: Token) -> bool:
    """Whether somebody asks for the deed: "urged the firm to place a moratorium on …"."""
    while verb.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "conj", "acl") and verb.head != verb:
        verb = verb.head
        if verb.lemma_ in words("advocacy"):
            return True
    return False


def _bare(parsed: ParsedArticle, verb: Token) -> Iterator[Candidate]:
    """ "The company won't sell …", "halted sales until …": a refusal for the time to come, stated plainly."""
    inserted = _inserted(verb)
    suspended = verb.lemma_ in words("suspend") and not syntax.children(verb, "aux", "auxpass", "neg")
    if not suspended and not _willed(verb, verb, bare=not inserted):
        return
    act = act_of(verb)
    hosts = [verb] if act is None else [verb, act.word, *act.chain]
    hedges = {filling.role for filling in conditions.find(parsed, hosts)} & {"condition", "exception"}
    doers = syntax.subjects(verb)
    own = any(doer.lower_ in SPEAKERS for doer in doers) and parsed.quotation_at(verb.idx) is None
    if act is None and (inserted or own or "condition" in hedges):
        act = _resolved(verb)
    kept = own and act is not None and act.word.lemma_ in words("keeping")
    if act is None or not (act.forgone or kept) or (suspended and "condition" not in hedges):
        return
    organizations = [doer for doer in doers if is_organization(parsed, doer)]
    stance = assess.stance(verb)
    if inserted:
        stance = replace(stance, polarity=Polarity.NEGATED, actuality=Actuality.PLANNED)
    if not organizations or stance.actuality in (Actuality.CONDITIONAL, Actuality.HYPOTHETICAL):
        return
    if stance.polarity is Polarity.UNKNOWN or stance.certainty is not Certainty.CERTAIN:
        return
    holders = stance.holders
    if holders and _same(parsed, holders[0], organizations[0]):
        holders = holders[1:]
    yield verb, act, doers, Stance(holders=holders)


def _inserted(verb: Token) -> bool:
    """Whether a verb of saying is inserted into its clause: "It would not, it added, sell them"."""
    return any(
        child.dep_ in ("parataxis", "ccomp", "advcl", "dep")
        and child.lemma_ in words("report")
        and not syntax.complement_clauses(child)
        and (child.i < verb.i or child.nbor(-1).text == ",")
        and any(inner.dep_ == "nsubj" for inner in child.children)
        for child in verb.children
    )


def _willed(head: Token, clause: Token, *, bare: bool = False) -> bool:
    modals = words("modals") - (WOULD if bare else set())
    # "would comply but gave no date", "would read it and could not support it": the first alone is what it will do
    shared = head.tag_ == clause.tag_ and not any(child.tag_ == "MD" for child in head.children)
    for verb in {head, clause} if shared else {head}:
        if any(child.dep_ == "aux" and child.lower_ in modals for child in verb.children):
            return True
        if not bare and verb.lemma_ == "go" and any(child.dep_ == "xcomp" for child in verb.children):
            return True
        if (
            not bare
            and verb.tag_ == "VBG"
            and any(child.lemma_ == "be" and child.dep_ == "aux" for child in verb.children)
            and verb.lemma_ in words("cease")
        ):
            return True
    return False


def _same(parsed: ParsedArticle, one: Token, other: Token) -> bool:
    """Whether two tokens name one entity, as far as coreference tells."""
    first, second = parsed.mention(one), parsed.mention(other)
    return one.i == other.i or (
        first is not None
        and second is not None
        and (first.span == second.span or (first.chain is not None and first.chain == second.chain))
    )


def _own(parsed: ParsedArticle, speakers: list[Token], doers: list[Token]) -> bool:
    """Whether the speakers tell of their own doing, or of that of those they speak for.

    A pronoun or description that coreference has left open may be the speaker; another's name may not, unless the
    speaker is somebody of theirs.
    """
    doer = parsed.mention(doers[0])
    if doer is None:
        return False
    if not speakers or any(_same(parsed, speaker, doers[0]) for speaker in speakers):
        return True
    speaker = parsed.mention(speakers[0])
    if doer.kind is MentionKind.NOMINAL and syntax.children(speakers[0], "poss"):
        return speakers[0].lemma_.lower() in DOCUMENT_NOUNS  # "Acme's statement said the company would not …"
    if doer.kind is MentionKind.PRONOUN:
        return doer.text.lower() in OWN_SUBJECTS
    return speaker is not None and parsed.type_of(speaker) in (EntityType.PERSON, EntityType.GROUP)
