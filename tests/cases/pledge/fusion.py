"""A pledge not to sell for a year, with an exception in words: what is pledged stands on the content node alone."""

from kg.model import (
    Article,
    Claim,
    Direction,
    Entity,
    EntityType,
    Filling,
    Fusion,
    GroundedClaim,
    Holder,
    Mention,
    MentionKind,
    Origin,
    Quotation,
    QuotationMode,
    Record,
    Resolution,
    RoleFilling,
    Situation,
    Span,
    Time,
)

TEXT = "“We will not sell Hawkeye to police, save in floods, for one year,” said Acme, a spokesman told us."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


CLAIM = Claim(
    "Pledge",
    span("will not sell"),
    (
        RoleFilling("pledger", span("We"), "We"),
        RoleFilling("act", span("sell"), "sell", "Sale"),
        RoleFilling("product", span("Hawkeye"), "Hawkeye"),
        RoleFilling("counterparty", span("police"), "police"),
        RoleFilling("exception", span("save in floods"), "save in floods"),
        RoleFilling("duration", span("one year"), "one year", "P1Y"),
    ),
    span("We will not sell Hawkeye to police, save in floods, for one year"),
    "frames.v1",
    0.75,
    direction=Direction.FORGO,
    attribution=(Holder(span("Acme"), "Acme"), Holder(span("a spokesman"), "a spokesman")),
    rule="test.rule",
)
FILLINGS = (
    Filling("pledger", "acme-1"),
    Filling("act", None, "Sale"),
    Filling("product", "hawkeye-2"),
    Filling("counterparty", "police-3"),
    Filling("exception", None, "save in floods"),
    Filling("duration", None, "P1Y"),
)
JUNE = Time("2025-06", "2025-06-01", "2025-06-30")

FUSION = Fusion(
    records=(
        Record(
            Article("planet-1", TEXT, (), "planet.txt"),
            (
                Mention(span("We"), "We", MentionKind.PRONOUN, None, "we", 0, chain=0),
                Mention(span("Hawkeye"), "Hawkeye", MentionKind.NAME, None, "hawkeye", 0, chain=1),
                Mention(span("police"), "police", MentionKind.NOMINAL, None, "police", 0, chain=2),
                Mention(span("Acme"), "Acme", MentionKind.NAME, None, "acme", 0, chain=0),
            ),
            (CLAIM,),
            (
                Quotation(
                    span("We will not sell Hawkeye to police, save in floods, for one year"),
                    (span("We will not sell Hawkeye to police"), span("for one year")),
                    QuotationMode.DIRECT,
                    cue=span("said"),
                    speaker=Holder(span("Acme"), "Acme"),
                ),
            ),
        ),
    ),
    resolution=Resolution(
        {
            "acme-1": Entity("acme-1", "Acme", EntityType.COMPANY, kb="http://www.wikidata.org/entity/Q0"),
            "hawkeye-2": Entity("hawkeye-2", "Hawkeye", EntityType.PRODUCT, provider="acme-1"),
            "police-3": Entity("police-3", "police", EntityType.GROUP),
        },
        {("planet-1", 0): "acme-1", ("planet-1", 1): "hawkeye-2", ("planet-1", 2): "police-3"},
    ),
    claims=(GroundedClaim("c1", "planet-1", CLAIM, FILLINGS, ("acme-1", None), JUNE, "pledge-c1", CLAIM.confidence),),
    situations=(
        Situation(
            "pledge-c1",
            "Pledge",
            FILLINGS,
            ("c1",),
            ("planet-1",),
            direction=Direction.FORGO,
            time=JUNE,
            duration="P1Y",
            expires=Time("[2026-06-01..2026-06-30]", "2026-06-01", "2026-06-30"),
        ),
    ),
    disagreements=(),
    origins={"planet-1": Origin("planet-1")},
)
