"""A role, which is a membership too, in a machine-rewritten copy of an article that is not in the data."""

from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Filling,
    Fusion,
    GroundedClaim,
    Mention,
    MentionKind,
    Origin,
    Record,
    Resolution,
    RoleFilling,
    Situation,
    Span,
)

TEXT = "Jo Roe, president of Acme, spoke."
CLAIM = Claim(
    "Role",
    Span(8, 17),
    (
        RoleFilling("holder", Span(0, 6), "Jo Roe"),
        RoleFilling("position", Span(8, 17), "president"),
        RoleFilling("organization", Span(21, 25), "Acme"),
    ),
    Span(0, 33),
    "frames.v1",
    1.0,
    rule="test.rule",
)
FILLINGS = (
    Filling("holder", "jo-roe-1"),
    Filling("position", None, "president"),
    Filling("organization", "acme-2"),
)
ENTITIES = {
    "jo-roe-1": Entity("jo-roe-1", "Jo Roe", EntityType.PERSON),
    "acme-2": Entity("acme-2", "Acme", EntityType.COMPANY),
    "wire-3": Entity("wire-3", "Wire", EntityType.OUTLET),
}


def record(key: str) -> Record:
    mentions = (
        Mention(Span(0, 6), "Jo Roe", MentionKind.NAME, None, "roe", 0, chain=0),
        Mention(Span(21, 25), "Acme", MentionKind.NAME, None, "acme", 0, chain=1),
    )
    return Record(Article(key, TEXT, (), key, publisher="The Echo"), mentions, (CLAIM,), ())


FUSION = Fusion(
    records=(record("a-original"), record("b-spun")),
    resolution=Resolution(
        ENTITIES,
        {
            (key, chain): entity
            for key in ("a-original", "b-spun")
            for chain, entity in enumerate(("jo-roe-1", "acme-2"))
        },
    ),
    claims=tuple(
        GroundedClaim(claim, article, CLAIM, FILLINGS, (), None, "role-c1", CLAIM.confidence)
        for claim, article in (("c1", "a-original"), ("c2", "b-spun"))
    ),
    situations=(Situation("role-c1", "Role", FILLINGS, ("c1", "c2"), ("a-original",)),),
    disagreements=(),
    origins={"a-original": Origin("a-original", outlet="wire-3"), "b-spun": Origin("a-original", spun=True)},
)
