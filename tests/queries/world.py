"""A small invented world of six articles, from which every named query has something to answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.model import (
    Actuality,
    Article,
    Claim,
    Direction,
    Disagreement,
    Entity,
    EntityType,
    Filling,
    Fusion,
    GroundedClaim,
    Holder,
    Mention,
    MentionKind,
    Origin,
    PledgeStatus,
    PledgeTurn,
    Polarity,
    Quotation,
    QuotationMode,
    Reason,
    Record,
    Resolution,
    RoleFilling,
    Situation,
    Span,
    Time,
    TimelineEntry,
    TrackerRating,
)
from tests.queries import further

BASE = "https://kg.example/"

ENTITIES = {
    key: Entity(key, name, type, **more)
    for key, name, type, more in [
        ("norvane", "Norvane", EntityType.COMPANY, {}),
        ("brightpath", "Brightpath", EntityType.COMPANY, {}),
        ("harbour", "Harbour Authority", EntityType.AGENCY, {"part_of": "transport"}),
        ("transport", "Ministry of Transport", EntityType.AGENCY, {}),
        ("portpolice", "Port Police", EntityType.POLICE, {"part_of": "transport"}),
        ("police", "police forces", EntityType.GROUP, {}),
        ("skies", "Open Skies", EntityType.CIVIL_SOCIETY, {}),
        ("ortiz", "Lena Ortiz", EntityType.PERSON, {}),
        ("facelens", "FaceLens", EntityType.PRODUCT, {"provider": "norvane"}),
        ("badgecam", "BadgeCam", EntityType.PRODUCT, {"provider": "brightpath"}),
        ("courier", "The Daily Courier", EntityType.OUTLET, {}),
        ("wire", "Northern Wire", EntityType.OUTLET, {}),
        *further.ENTITIES,
        ("somebody", "coastal agency", EntityType.AGENCY, {}),
        ("gadgets", "new gadgets", EntityType.PRODUCT, {}),
        ("gatewise", "Gatewise", EntityType.COMPANY, {}),
    ]
}

ARTICLES = {
    "courier-1": (
        ("The Daily Courier", "2031-03-05"),
        "Norvane pitched FaceLens to the Harbour Authority in 2030. "
        "Norvane pledged not to sell FaceLens to police forces until a law is passed. "
        "Lena Ortiz, chief counsel at Norvane, told The Daily Courier: “We keep our word.” "
        "The Harbour Authority declined to comment to The Daily Courier. "
        "Lena Ortiz denied to the Harbour Authority that the company sold FaceLens.",
    ),
    "gazette-2": (
        ("The Evening Gazette", "2031-03-06"),
        "Norvane offered FaceLens to the Harbour Authority in 2030. "
        "The Harbour Authority did not buy FaceLens, Open Skies said. "
        "Open Skies sued the Harbour Authority in January 2031 over its records.",
    ),
    "mirror-3": (
        ("Mirror Pages", "2031-04-01"),
        "Norvane pitched FaceLens to the Harbour Authority in 2030. "
        "Lena Ortiz told The Daily Courier: “We keep our word.”",
    ),
    "ledger-4": (
        (None, "2031-03-10"),
        "The Harbour Authority bought FaceLens from Norvane. "
        "Brightpath sold BadgeCam to the Port Police for 3 million crowns in 2029. "
        "The Port Police tested BadgeCam. "
        "Norvane showed FaceLens to the Harbour Authority. "
        "Brightpath pledged not to sell BadgeCam to police forces for a year. "
        "The Port Police worried about buying FaceLens. "
        "A coastal agency looked for new gadgets. "
        "The Harbour Authority tested Gatewise. "
        "The Port Police tried Gatewise.",
    ),
    "spin-5": (
        ("Mirror Pages", "2031-04-02"),
        "Lena Ortiz spoke to the press: “We hold our term.” Open Skies declined to comment.",
    ),
    further.KEY: ((further.PUBLISHER, further.PUBLISHED), further.TEXT),
}
ORIGINS = {
    "courier-1": Origin("courier-1"),
    "gazette-2": Origin("gazette-2"),
    "mirror-3": Origin("courier-1"),
    "ledger-4": Origin("ledger-4", outlet="wire"),
    "spin-5": Origin("courier-1", spun=True),
    further.KEY: Origin(further.KEY),
}
# what became of the two pledges; that the later sale stands against one is for this world to say
TIMELINES = {
    "Pledge-1": (
        TimelineEntry(PledgeTurn.MADE, "Pledge-1", "2031-03-05", PledgeStatus.CONDITIONAL),
        TimelineEntry(PledgeTurn.PROGRESS, "Sale-3", "2031-03-10", None, TrackerRating.IN_PROGRESS),
    ),
    "Pledge-2": (
        TimelineEntry(PledgeTurn.MADE, "Pledge-2", "2031-03-10", PledgeStatus.ACTIVE),
        TimelineEntry(
            PledgeTurn.CONTRADICTION, "Sale-2", "2031-03-12", PledgeStatus.CONTRADICTED, TrackerRating.BROKEN
        ),
        TimelineEntry(PledgeTurn.END, "Pledge-2", "2032-04-01", PledgeStatus.EXPIRED),
    ),
}


@dataclass
class World:
    """A fusion being put together, claim by claim."""

    claims: list[GroundedClaim] = field(default_factory=list)
    mentions: dict[str, dict[Span, str]] = field(default_factory=dict)
    nominals: set[tuple[str, Span]] = field(default_factory=set)
    situations: dict[str, Situation] = field(default_factory=dict)
    quotations: dict[str, list[Quotation]] = field(default_factory=dict)

    def span(self, article: str, words: str, after: int = 0) -> Span:
        start = ARTICLES[article][1].index(words, after)
        return Span(start, start + len(words))

    def mention(self, article: str, words: str, entity: str, after: int = 0) -> Span:
        span = self.span(article, words, after)
        self.mentions.setdefault(article, {})[span] = entity
        return span

    def nominal(self, article: str, words: str, entity: str) -> None:
        self.nominals.add((article, self.mention(article, words, entity)))

    def claim(
        self,
        article: str,
        sentence: str,
        situation: str,
        *roles: tuple[str, str, str | None],
        time: Time | None = None,
        by: tuple[str, str] | None = None,
        polarity: Polarity = Polarity.AFFIRMED,
        actuality: Actuality = Actuality.ACTUAL,
        direction: Direction | None = None,
        predicate: str | None = None,
    ) -> None:
        """A claim of a situation named ``Frame-n``; roles are (name, words, entity or None for a literal)."""
        evidence = self.span(article, sentence)
        frame = situation.partition("-")[0]
        written, fillings = [], []
        for name, words, entity in roles:
            found = ARTICLES[article][1].find(words, evidence.start)
            span = Span(found, found + len(words)) if found >= 0 else evidence
            if entity:
                self.mention(article, words, entity, evidence.start)
            written.append(RoleFilling(name, span, words, None if entity else words))
            fillings.append(Filling(name, entity, None if entity else words))
        holders = (Holder(self.mention(article, by[0], by[1], evidence.start), by[0]),) if by else ()
        claim = Claim(
            frame,
            Span(evidence.start, evidence.start + 1),
            tuple(written),
            evidence,
            "frames.v1",
            0.9,
            polarity=polarity,
            actuality=actuality,
            direction=direction,
            attribution=holders,
            predicate=predicate,
            rule="test.rule",
        )
        key = f"{article}-{len(self.claims)}"
        keys = tuple(by[1] for _ in holders) if by else ()
        self.claims.append(GroundedClaim(key, article, claim, tuple(fillings), keys, time, situation, claim.confidence))
        known = self.situations.get(situation)
        origin = ORIGINS[article].article
        self.situations[situation] = Situation(
            situation,
            frame,
            tuple(sorted({*(known.roles if known else ()), *fillings}, key=str)),
            (*(known.claims if known else ()), key),
            tuple(sorted({*(known.origins if known else ()), origin})),
            direction=direction,
            time=time or (known.time if known else None),
            predicate=predicate,
        )

    def quote(
        self,
        article: str,
        words: str,
        speaker: tuple[str, str],
        to: tuple[str, str] | None = None,
        *,
        cue: str | None = None,
    ) -> None:
        """Words in quotation marks, or, where they have none, reported."""
        content = self.span(article, words)
        direct = words.startswith("“")
        inner = Span(content.start + 1, content.end - 1) if direct else content
        holder = Holder(self.mention(article, speaker[0], speaker[1]), speaker[0])
        addressee = self.mention(article, to[0], to[1]) if to else None
        mode = QuotationMode.DIRECT if direct else QuotationMode.INDIRECT
        said = self.span(article, cue) if cue else None
        quotation = Quotation(content, (inner,), mode, cue=said, speaker=holder, addressee=addressee)
        self.quotations.setdefault(article, []).append(quotation)

    def fusion(self, *disagreements: Disagreement) -> Fusion:
        """The fusion of all that was put in."""
        records, chains = [], {}
        for key, ((publisher, published), text) in sorted(ARTICLES.items()):
            mentions = []
            for chain, (span, entity) in enumerate(sorted(self.mentions.get(key, {}).items())):
                words = text[span.start : span.end]
                kind = MentionKind.NOMINAL if (key, span) in self.nominals else MentionKind.NAME
                mentions.append(Mention(span, words, kind, None, words.lower(), 0, chain=chain))
                chains[key, chain] = entity
            article = Article(
                key,
                text,
                (),
                f"{key}.txt",
                title=f"Headline of {key}",
                published=published,
                publisher=publisher,
                url=f"https://news.example/{key}",
            )
            claims = tuple(grounded.claim for grounded in self.claims if grounded.article == key)
            records.append(Record(article, tuple(mentions), claims, tuple(self.quotations.get(key, ()))))
        return Fusion(
            tuple(records),
            Resolution(ENTITIES, chains),
            tuple(sorted(self.claims, key=lambda one: one.key)),
            tuple(self.situations[key] for key in sorted(self.situations)),
            disagreements,
            ORIGINS,
            TIMELINES,
        )


def world() -> Fusion:
    """Pitches, pledges, a disputed sale and one that is not, a lawsuit, a refusal, a test, a demonstration, words,
    and one situation of each further kind.
    """
    new, y2030 = World(), Time("2030", "2030-01-01", "2030-12-31")
    lens, harbour = ("theme", "FaceLens", "facelens"), ("recipient", "the Harbour Authority", "harbour")
    for article, verb in (("courier-1", "pitched"), ("gazette-2", "offered"), ("mirror-3", "pitched")):
        sentence = f"Norvane {verb} FaceLens to the Harbour Authority in 2030."
        new.claim(article, sentence, "Pitch-1", ("agent", "Norvane", "norvane"), lens, harbour, time=y2030)
    pledge = [("pledger", "Norvane", "norvane"), ("act", "Sale", None), ("product", "FaceLens", "facelens")]
    pledge += [("counterparty", "police forces", "police"), ("condition", "until a law is passed", None)]
    pledged = "Norvane pledged not to sell FaceLens to police forces until a law is passed."
    new.claim("courier-1", pledged, "Pledge-1", *pledge, direction=Direction.FORGO)
    role = [
        ("holder", "Lena Ortiz", "ortiz"),
        ("position", "chief counsel", None),
        ("organization", "Norvane", "norvane"),
    ]
    new.claim("courier-1", "Lena Ortiz, chief counsel at Norvane", "Role-1", *role)
    new.quote("courier-1", "“We keep our word.”", ("Lena Ortiz", "ortiz"), ("The Daily Courier", "courier"))
    new.quote("mirror-3", "“We keep our word.”", ("Lena Ortiz", "ortiz"), ("The Daily Courier", "courier"))
    denies = ("the company sold FaceLens", ("Lena Ortiz", "ortiz"), ("the Harbour Authority", "harbour"))
    new.quote("courier-1", *denies, cue="denied")
    refused = "The Harbour Authority declined to comment to The Daily Courier."
    asked = [("agent", "The Harbour Authority", "harbour"), ("outlet", "The Daily Courier", "courier")]
    new.claim("courier-1", refused, "NoComment-1", *asked)
    buyer, product = ("buyer", "The Harbour Authority", "harbour"), ("product", "FaceLens", "facelens")
    denied = "The Harbour Authority did not buy FaceLens, Open Skies said."
    new.claim("gazette-2", denied, "Sale-1", buyer, product, by=("Open Skies", "skies"), polarity=Polarity.NEGATED)
    bought = "The Harbour Authority bought FaceLens from Norvane."
    new.claim("ledger-4", bought, "Sale-1", buyer, product, ("seller", "Norvane", "norvane"))
    sued = "Open Skies sued the Harbour Authority in January 2031 over its records."
    sides = [("plaintiff", "Open Skies", "skies"), ("defendant", "the Harbour Authority", "harbour")]
    january = Time("2031-01", "2031-01-01", "2031-01-31")
    new.claim("gazette-2", sued, "Lawsuit-1", *sides, ("cause", "its records", None), time=january)
    sold = "Brightpath sold BadgeCam to the Port Police for 3 million crowns in 2029."
    sale = [("seller", "Brightpath", "brightpath"), ("product", "BadgeCam", "badgecam")]
    sale += [("buyer", "the Port Police", "portpolice"), ("amount", "3 million crowns", None)]
    new.claim("ledger-4", sold, "Sale-2", *sale, time=Time("2029", "2029-01-01", "2029-12-31"))
    test = [("agent", "The Port Police", "portpolice"), ("product", "BadgeCam", "badgecam")]
    new.claim("ledger-4", "The Port Police tested BadgeCam.", "Test-1", *test)
    shown = "Norvane showed FaceLens to the Harbour Authority."
    new.claim("ledger-4", shown, "Demonstration-1", ("agent", "Norvane", "norvane"), lens, harbour)
    year = "Brightpath pledged not to sell BadgeCam to police forces for a year."
    for_a_year = [("pledger", "Brightpath", "brightpath"), ("act", "Sale", None), ("product", "BadgeCam", "badgecam")]
    for_a_year += [("counterparty", "police forces", "police"), ("duration", "for a year", None)]
    new.claim("ledger-4", year, "Pledge-2", *for_a_year, direction=Direction.FORGO)
    new.quote("spin-5", "“We hold our term.”", ("Lena Ortiz", "ortiz"))
    worried = "The Port Police worried about buying FaceLens."
    worry = [("buyer", "The Port Police", "portpolice"), ("product", "FaceLens", "facelens")]
    new.claim("ledger-4", worried, "Sale-3", *worry, actuality=Actuality.HYPOTHETICAL)
    new.situations["Sale-3"] = replace(new.situations["Sale-3"], reasons=(Reason.PLANNED,))
    new.nominal("ledger-4", "A coastal agency", "somebody")
    new.nominal("ledger-4", "new gadgets", "gadgets")
    trial = [("agent", "The Harbour Authority", "harbour"), ("product", "Gatewise", "gatewise")]
    new.claim("ledger-4", "The Harbour Authority tested Gatewise.", "Test-2", *trial)
    new.claim("spin-5", "Open Skies declined to comment.", "NoComment-2", ("agent", "Open Skies", "skies"))
    new.situations["NoComment-2"] = replace(new.situations["NoComment-2"], reasons=(Reason.COPY_ONLY,))
    for situation, sentence, told in further.SITUATIONS:
        new.claim(further.KEY, sentence, situation, *told, predicate=further.PREDICATES.get(situation))
    guessed = [("agent", "The Port Police", "portpolice"), ("product", "Gatewise", "gatewise")]
    new.claim("ledger-4", "The Port Police tried Gatewise.", "Test-3", *guessed)
    new.situations["Test-3"] = replace(new.situations["Test-3"], reasons=(Reason.UNSURE,))
    new.situations["Sale-1"] = replace(new.situations["Sale-1"], reasons=(Reason.DENIED, Reason.DISPUTED))
    march = Time("[2032-03-01..2032-03-31]", "2032-03-01", "2032-03-31")
    new.situations["Pledge-2"] = replace(new.situations["Pledge-2"], duration="P1Y", expires=march)
    denial, purchase = new.situations["Sale-1"].claims
    return new.fusion(Disagreement("d1", "Sale-1", "polarity", (purchase,), (denial,)))
