"""A pitch that one article reports, and a sale that the same article has a campaign deny and another one affirms."""

from kg.model import (
    Actuality,
    Article,
    Claim,
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
    Polarity,
    Reason,
    Record,
    Resolution,
    RoleFilling,
    Situation,
    Span,
    Time,
    TimeExpression,
)

TEXT = (
    "Hovertech pitched its drones to the Border Bureau in May 2025. "
    "According to Open Skies, a campaign, the bureau did not buy them."
)
OTHER = "The Border Bureau bought drones from Hovertech."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(words: str, chain: int, text: str = TEXT, kind: MentionKind = MentionKind.NAME) -> Mention:
    return Mention(span(words, text), words, kind, None, words.lower(), 0, chain=chain)


def role(name: str, words: str, text: str = TEXT) -> RoleFilling:
    return RoleFilling(name, span(words, text), words)


ENTITIES = {
    "hovertech-11aa": Entity("hovertech-11aa", "Hovertech", EntityType.COMPANY, aliases=("Hovertech Inc.",)),
    "border-bureau-22bb": Entity(
        "border-bureau-22bb", "Border Bureau", EntityType.AGENCY, part_of="ministry-of-the-interior-33cc"
    ),
    "ministry-of-the-interior-33cc": Entity(
        "ministry-of-the-interior-33cc", "Ministry of the Interior", EntityType.AGENCY, kb="https://ror.example/033cc"
    ),
    "open-skies-44dd": Entity("open-skies-44dd", "Open Skies", EntityType.CIVIL_SOCIETY),
    "drones-55ee": Entity("drones-55ee", "drones", EntityType.TECHNOLOGY),
    "daily-planet-66ff": Entity("daily-planet-66ff", "Daily Planet", EntityType.OUTLET),
}

PITCH = Claim(
    "Pitch",
    span("pitched"),
    (role("agent", "Hovertech"), role("theme", "its drones"), role("recipient", "the Border Bureau")),
    span("Hovertech pitched its drones to the Border Bureau in May 2025."),
    "frames.v1",
    0.9,
    time=TimeExpression(span("May 2025"), "May 2025"),
    rule="test.rule",
)
DENIED = Claim(
    "Sale",
    span("buy"),
    (role("buyer", "the bureau"), role("product", "them")),
    span("According to Open Skies, a campaign, the bureau did not buy them."),
    "frames.v1",
    0.86,
    polarity=Polarity.NEGATED,
    attribution=(Holder(span("Open Skies"), "Open Skies"),),
    rule="test.rule",
)
BOUGHT = Claim(
    "Sale",
    span("bought", OTHER),
    (
        role("buyer", "The Border Bureau", OTHER),
        role("product", "drones", OTHER),
        role("seller", "Hovertech", OTHER),
    ),
    Span(0, len(OTHER)),
    "frames.v1",
    0.9,
    actuality=Actuality.ACTUAL,
    rule="test.rule",
)
MAY = Time("2025-05", "2025-05-01", "2025-05-31")

FUSION = Fusion(
    records=(
        Record(
            Article(
                "planet-1",
                TEXT,
                (),
                "planet.txt",
                title="Bureau was pitched drones",
                published="2025-06-02",
                publisher="The Daily Planet",
                authors=("Lois L.",),
                url="https://planet.example/1?a=b",
            ),
            (
                mention("Hovertech", 0),
                mention("its drones", 1, kind=MentionKind.NOMINAL),
                mention("the Border Bureau", 2),
                mention("Open Skies", 3),
                mention("the bureau", 2, kind=MentionKind.NOMINAL),
                mention("them", 1, kind=MentionKind.PRONOUN),
                mention("a campaign", 9, kind=MentionKind.NOMINAL),
            ),
            (PITCH, DENIED),
            (),
        ),
        Record(
            Article("wire-2", OTHER, (), "wire.txt", published="2025-06-03T10:00:00+00:00", url="javascript:alert(1)"),
            (mention("The Border Bureau", 0, OTHER), mention("drones", 1, OTHER), mention("Hovertech", 2, OTHER)),
            (BOUGHT,),
            (),
        ),
    ),
    resolution=Resolution(
        ENTITIES,
        {
            ("planet-1", 0): "hovertech-11aa",
            ("planet-1", 1): "drones-55ee",
            ("planet-1", 2): "border-bureau-22bb",
            ("planet-1", 3): "open-skies-44dd",
            ("wire-2", 0): "border-bureau-22bb",
            ("wire-2", 1): "drones-55ee",
            ("wire-2", 2): "hovertech-11aa",
        },
    ),
    claims=(
        GroundedClaim(
            "c1",
            "planet-1",
            PITCH,
            (
                Filling("agent", "hovertech-11aa"),
                Filling("theme", "drones-55ee"),
                Filling("recipient", "border-bureau-22bb"),
            ),
            (),
            MAY,
            "pitch-c1",
            PITCH.confidence,
        ),
        GroundedClaim(
            "c2",
            "planet-1",
            DENIED,
            (Filling("buyer", "border-bureau-22bb"), Filling("product", "drones-55ee")),
            ("open-skies-44dd",),
            None,
            "sale-c2",
            DENIED.confidence,
        ),
        GroundedClaim(
            "c3",
            "wire-2",
            BOUGHT,
            (
                Filling("buyer", "border-bureau-22bb"),
                Filling("product", "drones-55ee"),
                Filling("seller", "hovertech-11aa"),
            ),
            (),
            None,
            "sale-c2",
            BOUGHT.confidence,
        ),
    ),
    situations=(
        Situation(
            "pitch-c1",
            "Pitch",
            (
                Filling("agent", "hovertech-11aa"),
                Filling("theme", "drones-55ee"),
                Filling("recipient", "border-bureau-22bb"),
            ),
            ("c1",),
            ("planet-1",),
            time=MAY,
        ),
        Situation(
            "sale-c2",
            "Sale",
            (
                Filling("buyer", "border-bureau-22bb"),
                Filling("product", "drones-55ee"),
                Filling("seller", "hovertech-11aa"),
            ),
            ("c2", "c3"),
            ("planet-1", "wire-2"),
            reasons=(Reason.DENIED, Reason.DISPUTED),
        ),
    ),
    disagreements=(Disagreement("d1", "sale-c2", "polarity", ("c3",), ("c2",)),),
    origins={"planet-1": Origin("planet-1"), "wire-2": Origin("wire-2")},
)
