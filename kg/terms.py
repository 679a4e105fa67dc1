# ruff: noqa: N815
"""The vocabulary as constants. GENERATED from ``ontology/*.ttl`` by ``python -m kg.make_terms``; never edited by hand.

``KG.Pitch`` is a term, checked by mypy; ``PREFIXES`` the one table of prefixes. ``SUPERCLASSES`` and
``SUPERPROPERTIES`` give all that lies above a term, other vocabularies included, nearest first: there is no reasoner,
so all are written out.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

PREFIXES: Final[dict[str, str]] = {
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": "https://w3id.org/onrecord/ns#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class CITO:
    """Terms of ``http://purl.org/spar/cito/``."""

    confirms: Final = NamedNode("http://purl.org/spar/cito/confirms")
    disagreesWith: Final = NamedNode("http://purl.org/spar/cito/disagreesWith")


class DCAT:
    """Terms of ``http://www.w3.org/ns/dcat#``."""

    Catalog: Final = NamedNode("http://www.w3.org/ns/dcat#Catalog")
    DataService: Final = NamedNode("http://www.w3.org/ns/dcat#DataService")
    Dataset: Final = NamedNode("http://www.w3.org/ns/dcat#Dataset")
    Distribution: Final = NamedNode("http://www.w3.org/ns/dcat#Distribution")
    accessService: Final = NamedNode("http://www.w3.org/ns/dcat#accessService")
    accessURL: Final = NamedNode("http://www.w3.org/ns/dcat#accessURL")
    byteSize: Final = NamedNode("http://www.w3.org/ns/dcat#byteSize")
    compressFormat: Final = NamedNode("http://www.w3.org/ns/dcat#compressFormat")
    dataset: Final = NamedNode("http://www.w3.org/ns/dcat#dataset")
    distribution: Final = NamedNode("http://www.w3.org/ns/dcat#distribution")
    downloadURL: Final = NamedNode("http://www.w3.org/ns/dcat#downloadURL")
    endpointDescription: Final = NamedNode("http://www.w3.org/ns/dcat#endpointDescription")
    endpointURL: Final = NamedNode("http://www.w3.org/ns/dcat#endpointURL")
    keyword: Final = NamedNode("http://www.w3.org/ns/dcat#keyword")
    landingPage: Final = NamedNode("http://www.w3.org/ns/dcat#landingPage")
    mediaType: Final = NamedNode("http://www.w3.org/ns/dcat#mediaType")
    previousVersion: Final = NamedNode("http://www.w3.org/ns/dcat#previousVersion")
    servesDataset: Final = NamedNode("http://www.w3.org/ns/dcat#servesDataset")
    service: Final = NamedNode("http://www.w3.org/ns/dcat#service")
    version: Final = NamedNode("http://www.w3.org/ns/dcat#version")


class DCTERMS:
    """Terms of ``http://purl.org/dc/terms/``."""

    LicenseDocument: Final = NamedNode("http://purl.org/dc/terms/LicenseDocument")
    LinguisticSystem: Final = NamedNode("http://purl.org/dc/terms/LinguisticSystem")
    MediaType: Final = NamedNode("http://purl.org/dc/terms/MediaType")
    MediaTypeOrExtent: Final = NamedNode("http://purl.org/dc/terms/MediaTypeOrExtent")
    RightsStatement: Final = NamedNode("http://purl.org/dc/terms/RightsStatement")
    Standard: Final = NamedNode("http://purl.org/dc/terms/Standard")
    conformsTo: Final = NamedNode("http://purl.org/dc/terms/conformsTo")
    creator: Final = NamedNode("http://purl.org/dc/terms/creator")
    description: Final = NamedNode("http://purl.org/dc/terms/description")
    format: Final = NamedNode("http://purl.org/dc/terms/format")
    identifier: Final = NamedNode("http://purl.org/dc/terms/identifier")
    isPartOf: Final = NamedNode("http://purl.org/dc/terms/isPartOf")
    isReplacedBy: Final = NamedNode("http://purl.org/dc/terms/isReplacedBy")
    issued: Final = NamedNode("http://purl.org/dc/terms/issued")
    language: Final = NamedNode("http://purl.org/dc/terms/language")
    license: Final = NamedNode("http://purl.org/dc/terms/license")
    modified: Final = NamedNode("http://purl.org/dc/terms/modified")
    publisher: Final = NamedNode("http://purl.org/dc/terms/publisher")
    rights: Final = NamedNode("http://purl.org/dc/terms/rights")
    source: Final = NamedNode("http://purl.org/dc/terms/source")
    title: Final = NamedNode("http://purl.org/dc/terms/title")


class DQV:
    """Terms of ``http://www.w3.org/ns/dqv#``."""

    Metric: Final = NamedNode("http://www.w3.org/ns/dqv#Metric")
    QualityMeasurement: Final = NamedNode("http://www.w3.org/ns/dqv#QualityMeasurement")
    computedOn: Final = NamedNode("http://www.w3.org/ns/dqv#computedOn")
    hasQualityMeasurement: Final = NamedNode("http://www.w3.org/ns/dqv#hasQualityMeasurement")
    isMeasurementOf: Final = NamedNode("http://www.w3.org/ns/dqv#isMeasurementOf")
    value: Final = NamedNode("http://www.w3.org/ns/dqv#value")


class EDTF:
    """Terms of ``http://id.loc.gov/datatypes/edtf/``."""

    EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")


class FOAF:
    """Terms of ``http://xmlns.com/foaf/0.1/``."""

    Agent: Final = NamedNode("http://xmlns.com/foaf/0.1/Agent")
    Document: Final = NamedNode("http://xmlns.com/foaf/0.1/Document")
    Group: Final = NamedNode("http://xmlns.com/foaf/0.1/Group")
    Organization: Final = NamedNode("http://xmlns.com/foaf/0.1/Organization")
    Person: Final = NamedNode("http://xmlns.com/foaf/0.1/Person")
    homepage: Final = NamedNode("http://xmlns.com/foaf/0.1/homepage")
    name: Final = NamedNode("http://xmlns.com/foaf/0.1/name")


class KG:
    """Terms of ``https://w3id.org/onrecord/ns#``."""

    Acquisition: Final = NamedNode("https://w3id.org/onrecord/ns#Acquisition")
    ActivePledge: Final = NamedNode("https://w3id.org/onrecord/ns#ActivePledge")
    Actual: Final = NamedNode("https://w3id.org/onrecord/ns#Actual")
    Actuality: Final = NamedNode("https://w3id.org/onrecord/ns#Actuality")
    Advocacy: Final = NamedNode("https://w3id.org/onrecord/ns#Advocacy")
    Affirmed: Final = NamedNode("https://w3id.org/onrecord/ns#Affirmed")
    Agent: Final = NamedNode("https://w3id.org/onrecord/ns#Agent")
    Agreement: Final = NamedNode("https://w3id.org/onrecord/ns#Agreement")
    Alleged: Final = NamedNode("https://w3id.org/onrecord/ns#Alleged")
    Appointment: Final = NamedNode("https://w3id.org/onrecord/ns#Appointment")
    Arrest: Final = NamedNode("https://w3id.org/onrecord/ns#Arrest")
    Attack: Final = NamedNode("https://w3id.org/onrecord/ns#Attack")
    Authorization: Final = NamedNode("https://w3id.org/onrecord/ns#Authorization")
    Broken: Final = NamedNode("https://w3id.org/onrecord/ns#Broken")
    Certain: Final = NamedNode("https://w3id.org/onrecord/ns#Certain")
    Certainty: Final = NamedNode("https://w3id.org/onrecord/ns#Certainty")
    CertaintyDisagreement: Final = NamedNode("https://w3id.org/onrecord/ns#CertaintyDisagreement")
    CivilSocietyOrganization: Final = NamedNode("https://w3id.org/onrecord/ns#CivilSocietyOrganization")
    Claim: Final = NamedNode("https://w3id.org/onrecord/ns#Claim")
    Company: Final = NamedNode("https://w3id.org/onrecord/ns#Company")
    Conditional: Final = NamedNode("https://w3id.org/onrecord/ns#Conditional")
    ConditionalPledge: Final = NamedNode("https://w3id.org/onrecord/ns#ConditionalPledge")
    Contract: Final = NamedNode("https://w3id.org/onrecord/ns#Contract")
    ContradictedPledge: Final = NamedNode("https://w3id.org/onrecord/ns#ContradictedPledge")
    Contradiction: Final = NamedNode("https://w3id.org/onrecord/ns#Contradiction")
    Copy: Final = NamedNode("https://w3id.org/onrecord/ns#Copy")
    CopyOnly: Final = NamedNode("https://w3id.org/onrecord/ns#CopyOnly")
    Court: Final = NamedNode("https://w3id.org/onrecord/ns#Court")
    Criticism: Final = NamedNode("https://w3id.org/onrecord/ns#Criticism")
    DateDisagreement: Final = NamedNode("https://w3id.org/onrecord/ns#DateDisagreement")
    Decrease: Final = NamedNode("https://w3id.org/onrecord/ns#Decrease")
    Demonstration: Final = NamedNode("https://w3id.org/onrecord/ns#Demonstration")
    Denied: Final = NamedNode("https://w3id.org/onrecord/ns#Denied")
    Departure: Final = NamedNode("https://w3id.org/onrecord/ns#Departure")
    Development: Final = NamedNode("https://w3id.org/onrecord/ns#Development")
    Direct: Final = NamedNode("https://w3id.org/onrecord/ns#Direct")
    Direction: Final = NamedNode("https://w3id.org/onrecord/ns#Direction")
    Disagreement: Final = NamedNode("https://w3id.org/onrecord/ns#Disagreement")
    DisagreementKind: Final = NamedNode("https://w3id.org/onrecord/ns#DisagreementKind")
    Disclosure: Final = NamedNode("https://w3id.org/onrecord/ns#Disclosure")
    Discontinuation: Final = NamedNode("https://w3id.org/onrecord/ns#Discontinuation")
    Disputed: Final = NamedNode("https://w3id.org/onrecord/ns#Disputed")
    Document: Final = NamedNode("https://w3id.org/onrecord/ns#Document")
    End: Final = NamedNode("https://w3id.org/onrecord/ns#End")
    Endorsement: Final = NamedNode("https://w3id.org/onrecord/ns#Endorsement")
    Enforcement: Final = NamedNode("https://w3id.org/onrecord/ns#Enforcement")
    Entity: Final = NamedNode("https://w3id.org/onrecord/ns#Entity")
    Event: Final = NamedNode("https://w3id.org/onrecord/ns#Event")
    ExpiredPledge: Final = NamedNode("https://w3id.org/onrecord/ns#ExpiredPledge")
    Forgo: Final = NamedNode("https://w3id.org/onrecord/ns#Forgo")
    Founding: Final = NamedNode("https://w3id.org/onrecord/ns#Founding")
    Fulfilment: Final = NamedNode("https://w3id.org/onrecord/ns#Fulfilment")
    GovernmentAgency: Final = NamedNode("https://w3id.org/onrecord/ns#GovernmentAgency")
    Grant: Final = NamedNode("https://w3id.org/onrecord/ns#Grant")
    Group: Final = NamedNode("https://w3id.org/onrecord/ns#Group")
    Headquarters: Final = NamedNode("https://w3id.org/onrecord/ns#Headquarters")
    Hypothetical: Final = NamedNode("https://w3id.org/onrecord/ns#Hypothetical")
    InProgress: Final = NamedNode("https://w3id.org/onrecord/ns#InProgress")
    Increase: Final = NamedNode("https://w3id.org/onrecord/ns#Increase")
    Indirect: Final = NamedNode("https://w3id.org/onrecord/ns#Indirect")
    Investigation: Final = NamedNode("https://w3id.org/onrecord/ns#Investigation")
    Investment: Final = NamedNode("https://w3id.org/onrecord/ns#Investment")
    Kept: Final = NamedNode("https://w3id.org/onrecord/ns#Kept")
    Launch: Final = NamedNode("https://w3id.org/onrecord/ns#Launch")
    Law: Final = NamedNode("https://w3id.org/onrecord/ns#Law")
    Lawsuit: Final = NamedNode("https://w3id.org/onrecord/ns#Lawsuit")
    Legislation: Final = NamedNode("https://w3id.org/onrecord/ns#Legislation")
    Legislature: Final = NamedNode("https://w3id.org/onrecord/ns#Legislature")
    Made: Final = NamedNode("https://w3id.org/onrecord/ns#Made")
    Meeting: Final = NamedNode("https://w3id.org/onrecord/ns#Meeting")
    Mention: Final = NamedNode("https://w3id.org/onrecord/ns#Mention")
    MentionKind: Final = NamedNode("https://w3id.org/onrecord/ns#MentionKind")
    Mixed: Final = NamedNode("https://w3id.org/onrecord/ns#Mixed")
    Name: Final = NamedNode("https://w3id.org/onrecord/ns#Name")
    NarrowedPledge: Final = NamedNode("https://w3id.org/onrecord/ns#NarrowedPledge")
    Narrowing: Final = NamedNode("https://w3id.org/onrecord/ns#Narrowing")
    Negated: Final = NamedNode("https://w3id.org/onrecord/ns#Negated")
    NewsOutlet: Final = NamedNode("https://w3id.org/onrecord/ns#NewsOutlet")
    NoComment: Final = NamedNode("https://w3id.org/onrecord/ns#NoComment")
    Nominal: Final = NamedNode("https://w3id.org/onrecord/ns#Nominal")
    NumberDisagreement: Final = NamedNode("https://w3id.org/onrecord/ns#NumberDisagreement")
    OnRecord: Final = NamedNode("https://w3id.org/onrecord/ns#OnRecord")
    OpenEvent: Final = NamedNode("https://w3id.org/onrecord/ns#OpenEvent")
    Organization: Final = NamedNode("https://w3id.org/onrecord/ns#Organization")
    Over: Final = NamedNode("https://w3id.org/onrecord/ns#Over")
    Overdue: Final = NamedNode("https://w3id.org/onrecord/ns#Overdue")
    Ownership: Final = NamedNode("https://w3id.org/onrecord/ns#Ownership")
    Partnership: Final = NamedNode("https://w3id.org/onrecord/ns#Partnership")
    PartyDisagreement: Final = NamedNode("https://w3id.org/onrecord/ns#PartyDisagreement")
    Person: Final = NamedNode("https://w3id.org/onrecord/ns#Person")
    Pitch: Final = NamedNode("https://w3id.org/onrecord/ns#Pitch")
    Place: Final = NamedNode("https://w3id.org/onrecord/ns#Place")
    Planned: Final = NamedNode("https://w3id.org/onrecord/ns#Planned")
    Pledge: Final = NamedNode("https://w3id.org/onrecord/ns#Pledge")
    PledgeContent: Final = NamedNode("https://w3id.org/onrecord/ns#PledgeContent")
    PledgeStatus: Final = NamedNode("https://w3id.org/onrecord/ns#PledgeStatus")
    PledgeTurn: Final = NamedNode("https://w3id.org/onrecord/ns#PledgeTurn")
    Polarity: Final = NamedNode("https://w3id.org/onrecord/ns#Polarity")
    PolarityDisagreement: Final = NamedNode("https://w3id.org/onrecord/ns#PolarityDisagreement")
    PoliceForce: Final = NamedNode("https://w3id.org/onrecord/ns#PoliceForce")
    Possible: Final = NamedNode("https://w3id.org/onrecord/ns#Possible")
    Probable: Final = NamedNode("https://w3id.org/onrecord/ns#Probable")
    Product: Final = NamedNode("https://w3id.org/onrecord/ns#Product")
    Progress: Final = NamedNode("https://w3id.org/onrecord/ns#Progress")
    Pronoun: Final = NamedNode("https://w3id.org/onrecord/ns#Pronoun")
    QuotationMode: Final = NamedNode("https://w3id.org/onrecord/ns#QuotationMode")
    Reason: Final = NamedNode("https://w3id.org/onrecord/ns#Reason")
    ReportedSituation: Final = NamedNode("https://w3id.org/onrecord/ns#ReportedSituation")
    Result: Final = NamedNode("https://w3id.org/onrecord/ns#Result")
    Role: Final = NamedNode("https://w3id.org/onrecord/ns#Role")
    RoleFilling: Final = NamedNode("https://w3id.org/onrecord/ns#RoleFilling")
    Ruling: Final = NamedNode("https://w3id.org/onrecord/ns#Ruling")
    Sale: Final = NamedNode("https://w3id.org/onrecord/ns#Sale")
    Situation: Final = NamedNode("https://w3id.org/onrecord/ns#Situation")
    SpunCopy: Final = NamedNode("https://w3id.org/onrecord/ns#SpunCopy")
    State: Final = NamedNode("https://w3id.org/onrecord/ns#State")
    Statement: Final = NamedNode("https://w3id.org/onrecord/ns#Statement")
    Technology: Final = NamedNode("https://w3id.org/onrecord/ns#Technology")
    Test: Final = NamedNode("https://w3id.org/onrecord/ns#Test")
    TimelineEntry: Final = NamedNode("https://w3id.org/onrecord/ns#TimelineEntry")
    TrackerRating: Final = NamedNode("https://w3id.org/onrecord/ns#TrackerRating")
    Unclear: Final = NamedNode("https://w3id.org/onrecord/ns#Unclear")
    Undertake: Final = NamedNode("https://w3id.org/onrecord/ns#Undertake")
    Unknown: Final = NamedNode("https://w3id.org/onrecord/ns#Unknown")
    Unsure: Final = NamedNode("https://w3id.org/onrecord/ns#Unsure")
    Use: Final = NamedNode("https://w3id.org/onrecord/ns#Use")
    Withdrawal: Final = NamedNode("https://w3id.org/onrecord/ns#Withdrawal")
    WithdrawnPledge: Final = NamedNode("https://w3id.org/onrecord/ns#WithdrawnPledge")
    about: Final = NamedNode("https://w3id.org/onrecord/ns#about")
    acquired: Final = NamedNode("https://w3id.org/onrecord/ns#acquired")
    acquirer: Final = NamedNode("https://w3id.org/onrecord/ns#acquirer")
    act: Final = NamedNode("https://w3id.org/onrecord/ns#act")
    actuality: Final = NamedNode("https://w3id.org/onrecord/ns#actuality")
    addressee: Final = NamedNode("https://w3id.org/onrecord/ns#addressee")
    advocate: Final = NamedNode("https://w3id.org/onrecord/ns#advocate")
    affirming: Final = NamedNode("https://w3id.org/onrecord/ns#affirming")
    agent: Final = NamedNode("https://w3id.org/onrecord/ns#agent")
    amount: Final = NamedNode("https://w3id.org/onrecord/ns#amount")
    attributedTo: Final = NamedNode("https://w3id.org/onrecord/ns#attributedTo")
    authority: Final = NamedNode("https://w3id.org/onrecord/ns#authority")
    bearer: Final = NamedNode("https://w3id.org/onrecord/ns#bearer")
    broughtBy: Final = NamedNode("https://w3id.org/onrecord/ns#broughtBy")
    buyer: Final = NamedNode("https://w3id.org/onrecord/ns#buyer")
    cause: Final = NamedNode("https://w3id.org/onrecord/ns#cause")
    certainty: Final = NamedNode("https://w3id.org/onrecord/ns#certainty")
    change: Final = NamedNode("https://w3id.org/onrecord/ns#change")
    claimCount: Final = NamedNode("https://w3id.org/onrecord/ns#claimCount")
    condition: Final = NamedNode("https://w3id.org/onrecord/ns#condition")
    confidence: Final = NamedNode("https://w3id.org/onrecord/ns#confidence")
    content: Final = NamedNode("https://w3id.org/onrecord/ns#content")
    contractedWith: Final = NamedNode("https://w3id.org/onrecord/ns#contractedWith")
    counterparty: Final = NamedNode("https://w3id.org/onrecord/ns#counterparty")
    court: Final = NamedNode("https://w3id.org/onrecord/ns#court")
    critic: Final = NamedNode("https://w3id.org/onrecord/ns#critic")
    cue: Final = NamedNode("https://w3id.org/onrecord/ns#cue")
    customer: Final = NamedNode("https://w3id.org/onrecord/ns#customer")
    decision: Final = NamedNode("https://w3id.org/onrecord/ns#decision")
    defendant: Final = NamedNode("https://w3id.org/onrecord/ns#defendant")
    demand: Final = NamedNode("https://w3id.org/onrecord/ns#demand")
    demonstratedTo: Final = NamedNode("https://w3id.org/onrecord/ns#demonstratedTo")
    direction: Final = NamedNode("https://w3id.org/onrecord/ns#direction")
    disagreementKind: Final = NamedNode("https://w3id.org/onrecord/ns#disagreementKind")
    disclosed: Final = NamedNode("https://w3id.org/onrecord/ns#disclosed")
    discloser: Final = NamedNode("https://w3id.org/onrecord/ns#discloser")
    document: Final = NamedNode("https://w3id.org/onrecord/ns#document")
    donor: Final = NamedNode("https://w3id.org/onrecord/ns#donor")
    duration: Final = NamedNode("https://w3id.org/onrecord/ns#duration")
    endorser: Final = NamedNode("https://w3id.org/onrecord/ns#endorser")
    evidence: Final = NamedNode("https://w3id.org/onrecord/ns#evidence")
    evidenceFor: Final = NamedNode("https://w3id.org/onrecord/ns#evidenceFor")
    exception: Final = NamedNode("https://w3id.org/onrecord/ns#exception")
    expires: Final = NamedNode("https://w3id.org/onrecord/ns#expires")
    extractor: Final = NamedNode("https://w3id.org/onrecord/ns#extractor")
    filler: Final = NamedNode("https://w3id.org/onrecord/ns#filler")
    founded: Final = NamedNode("https://w3id.org/onrecord/ns#founded")
    founder: Final = NamedNode("https://w3id.org/onrecord/ns#founder")
    frame: Final = NamedNode("https://w3id.org/onrecord/ns#frame")
    hasRole: Final = NamedNode("https://w3id.org/onrecord/ns#hasRole")
    holder: Final = NamedNode("https://w3id.org/onrecord/ns#holder")
    investedIn: Final = NamedNode("https://w3id.org/onrecord/ns#investedIn")
    investigated: Final = NamedNode("https://w3id.org/onrecord/ns#investigated")
    investigator: Final = NamedNode("https://w3id.org/onrecord/ns#investigator")
    investor: Final = NamedNode("https://w3id.org/onrecord/ns#investor")
    law: Final = NamedNode("https://w3id.org/onrecord/ns#law")
    level: Final = NamedNode("https://w3id.org/onrecord/ns#level")
    loser: Final = NamedNode("https://w3id.org/onrecord/ns#loser")
    matches: Final = NamedNode("https://w3id.org/onrecord/ns#matches")
    measure: Final = NamedNode("https://w3id.org/onrecord/ns#measure")
    memberOf: Final = NamedNode("https://w3id.org/onrecord/ns#memberOf")
    mentionKind: Final = NamedNode("https://w3id.org/onrecord/ns#mentionKind")
    notAfter: Final = NamedNode("https://w3id.org/onrecord/ns#notAfter")
    notBefore: Final = NamedNode("https://w3id.org/onrecord/ns#notBefore")
    obtainer: Final = NamedNode("https://w3id.org/onrecord/ns#obtainer")
    opposedBy: Final = NamedNode("https://w3id.org/onrecord/ns#opposedBy")
    opposing: Final = NamedNode("https://w3id.org/onrecord/ns#opposing")
    organization: Final = NamedNode("https://w3id.org/onrecord/ns#organization")
    originCount: Final = NamedNode("https://w3id.org/onrecord/ns#originCount")
    outlet: Final = NamedNode("https://w3id.org/onrecord/ns#outlet")
    owns: Final = NamedNode("https://w3id.org/onrecord/ns#owns")
    parent: Final = NamedNode("https://w3id.org/onrecord/ns#parent")
    party: Final = NamedNode("https://w3id.org/onrecord/ns#party")
    partyAbout: Final = NamedNode("https://w3id.org/onrecord/ns#partyAbout")
    partyAgainst: Final = NamedNode("https://w3id.org/onrecord/ns#partyAgainst")
    partyAmong: Final = NamedNode("https://w3id.org/onrecord/ns#partyAmong")
    partyAs: Final = NamedNode("https://w3id.org/onrecord/ns#partyAs")
    partyAt: Final = NamedNode("https://w3id.org/onrecord/ns#partyAt")
    partyBehind: Final = NamedNode("https://w3id.org/onrecord/ns#partyBehind")
    partyBetween: Final = NamedNode("https://w3id.org/onrecord/ns#partyBetween")
    partyFor: Final = NamedNode("https://w3id.org/onrecord/ns#partyFor")
    partyFrom: Final = NamedNode("https://w3id.org/onrecord/ns#partyFrom")
    partyIn: Final = NamedNode("https://w3id.org/onrecord/ns#partyIn")
    partyInto: Final = NamedNode("https://w3id.org/onrecord/ns#partyInto")
    partyOf: Final = NamedNode("https://w3id.org/onrecord/ns#partyOf")
    partyOn: Final = NamedNode("https://w3id.org/onrecord/ns#partyOn")
    partyOver: Final = NamedNode("https://w3id.org/onrecord/ns#partyOver")
    partyThrough: Final = NamedNode("https://w3id.org/onrecord/ns#partyThrough")
    partyTo: Final = NamedNode("https://w3id.org/onrecord/ns#partyTo")
    partyUnder: Final = NamedNode("https://w3id.org/onrecord/ns#partyUnder")
    partyWith: Final = NamedNode("https://w3id.org/onrecord/ns#partyWith")
    person: Final = NamedNode("https://w3id.org/onrecord/ns#person")
    pitchedTo: Final = NamedNode("https://w3id.org/onrecord/ns#pitchedTo")
    place: Final = NamedNode("https://w3id.org/onrecord/ns#place")
    plaintiff: Final = NamedNode("https://w3id.org/onrecord/ns#plaintiff")
    pledgedProduct: Final = NamedNode("https://w3id.org/onrecord/ns#pledgedProduct")
    pledger: Final = NamedNode("https://w3id.org/onrecord/ns#pledger")
    polarity: Final = NamedNode("https://w3id.org/onrecord/ns#polarity")
    position: Final = NamedNode("https://w3id.org/onrecord/ns#position")
    predicate: Final = NamedNode("https://w3id.org/onrecord/ns#predicate")
    product: Final = NamedNode("https://w3id.org/onrecord/ns#product")
    proposer: Final = NamedNode("https://w3id.org/onrecord/ns#proposer")
    purpose: Final = NamedNode("https://w3id.org/onrecord/ns#purpose")
    quotationMode: Final = NamedNode("https://w3id.org/onrecord/ns#quotationMode")
    rank: Final = NamedNode("https://w3id.org/onrecord/ns#rank")
    reason: Final = NamedNode("https://w3id.org/onrecord/ns#reason")
    recipient: Final = NamedNode("https://w3id.org/onrecord/ns#recipient")
    refersTo: Final = NamedNode("https://w3id.org/onrecord/ns#refersTo")
    role: Final = NamedNode("https://w3id.org/onrecord/ns#role")
    rule: Final = NamedNode("https://w3id.org/onrecord/ns#rule")
    seller: Final = NamedNode("https://w3id.org/onrecord/ns#seller")
    since: Final = NamedNode("https://w3id.org/onrecord/ns#since")
    soldTo: Final = NamedNode("https://w3id.org/onrecord/ns#soldTo")
    speaker: Final = NamedNode("https://w3id.org/onrecord/ns#speaker")
    status: Final = NamedNode("https://w3id.org/onrecord/ns#status")
    step: Final = NamedNode("https://w3id.org/onrecord/ns#step")
    subject: Final = NamedNode("https://w3id.org/onrecord/ns#subject")
    subsidiary: Final = NamedNode("https://w3id.org/onrecord/ns#subsidiary")
    sued: Final = NamedNode("https://w3id.org/onrecord/ns#sued")
    supplier: Final = NamedNode("https://w3id.org/onrecord/ns#supplier")
    supportedBy: Final = NamedNode("https://w3id.org/onrecord/ns#supportedBy")
    target: Final = NamedNode("https://w3id.org/onrecord/ns#target")
    tested: Final = NamedNode("https://w3id.org/onrecord/ns#tested")
    theme: Final = NamedNode("https://w3id.org/onrecord/ns#theme")
    time: Final = NamedNode("https://w3id.org/onrecord/ns#time")
    timeAsWritten: Final = NamedNode("https://w3id.org/onrecord/ns#timeAsWritten")
    timelineEntry: Final = NamedNode("https://w3id.org/onrecord/ns#timelineEntry")
    topic: Final = NamedNode("https://w3id.org/onrecord/ns#topic")
    turn: Final = NamedNode("https://w3id.org/onrecord/ns#turn")
    value: Final = NamedNode("https://w3id.org/onrecord/ns#value")
    victim: Final = NamedNode("https://w3id.org/onrecord/ns#victim")
    winner: Final = NamedNode("https://w3id.org/onrecord/ns#winner")


class OA:
    """Terms of ``http://www.w3.org/ns/oa#``."""

    SpecificResource: Final = NamedNode("http://www.w3.org/ns/oa#SpecificResource")
    TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
    TextQuoteSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextQuoteSelector")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    hasSelector: Final = NamedNode("http://www.w3.org/ns/oa#hasSelector")
    hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")


class ORG:
    """Terms of ``http://www.w3.org/ns/org#``."""

    Membership: Final = NamedNode("http://www.w3.org/ns/org#Membership")
    Organization: Final = NamedNode("http://www.w3.org/ns/org#Organization")
    member: Final = NamedNode("http://www.w3.org/ns/org#member")
    memberOf: Final = NamedNode("http://www.w3.org/ns/org#memberOf")
    organization: Final = NamedNode("http://www.w3.org/ns/org#organization")
    subOrganizationOf: Final = NamedNode("http://www.w3.org/ns/org#subOrganizationOf")


class OWL:
    """Terms of ``http://www.w3.org/2002/07/owl#``."""

    Class: Final = NamedNode("http://www.w3.org/2002/07/owl#Class")
    DatatypeProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
    NamedIndividual: Final = NamedNode("http://www.w3.org/2002/07/owl#NamedIndividual")
    ObjectProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
    Ontology: Final = NamedNode("http://www.w3.org/2002/07/owl#Ontology")
    disjointWith: Final = NamedNode("http://www.w3.org/2002/07/owl#disjointWith")
    sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    versionIRI: Final = NamedNode("http://www.w3.org/2002/07/owl#versionIRI")
    versionInfo: Final = NamedNode("http://www.w3.org/2002/07/owl#versionInfo")


class PROV:
    """Terms of ``http://www.w3.org/ns/prov#``."""

    Activity: Final = NamedNode("http://www.w3.org/ns/prov#Activity")
    Agent: Final = NamedNode("http://www.w3.org/ns/prov#Agent")
    Attribution: Final = NamedNode("http://www.w3.org/ns/prov#Attribution")
    Entity: Final = NamedNode("http://www.w3.org/ns/prov#Entity")
    SoftwareAgent: Final = NamedNode("http://www.w3.org/ns/prov#SoftwareAgent")
    agent: Final = NamedNode("http://www.w3.org/ns/prov#agent")
    generatedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#generatedAtTime")
    qualifiedAttribution: Final = NamedNode("http://www.w3.org/ns/prov#qualifiedAttribution")
    used: Final = NamedNode("http://www.w3.org/ns/prov#used")
    wasAssociatedWith: Final = NamedNode("http://www.w3.org/ns/prov#wasAssociatedWith")
    wasAttributedTo: Final = NamedNode("http://www.w3.org/ns/prov#wasAttributedTo")
    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    wasGeneratedBy: Final = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
    wasRevisionOf: Final = NamedNode("http://www.w3.org/ns/prov#wasRevisionOf")


class RDF:
    """Terms of ``http://www.w3.org/1999/02/22-rdf-syntax-ns#``."""

    Property: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property")
    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    value: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#value")


class RDFS:
    """Terms of ``http://www.w3.org/2000/01/rdf-schema#``."""

    Class: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#Class")
    Datatype: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#Datatype")
    comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    domain: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#domain")
    isDefinedBy: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    range: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#range")
    seeAlso: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    subClassOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    subPropertyOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")


class SCHEMA:
    """Terms of ``https://schema.org/``."""

    Article: Final = NamedNode("https://schema.org/Article")
    AuthorizeAction: Final = NamedNode("https://schema.org/AuthorizeAction")
    Claim: Final = NamedNode("https://schema.org/Claim")
    CommunicateAction: Final = NamedNode("https://schema.org/CommunicateAction")
    Corporation: Final = NamedNode("https://schema.org/Corporation")
    CreativeWork: Final = NamedNode("https://schema.org/CreativeWork")
    GovernmentOrganization: Final = NamedNode("https://schema.org/GovernmentOrganization")
    Legislation: Final = NamedNode("https://schema.org/Legislation")
    MediaObject: Final = NamedNode("https://schema.org/MediaObject")
    NGO: Final = NamedNode("https://schema.org/NGO")
    NewsArticle: Final = NamedNode("https://schema.org/NewsArticle")
    NewsMediaOrganization: Final = NamedNode("https://schema.org/NewsMediaOrganization")
    Organization: Final = NamedNode("https://schema.org/Organization")
    Person: Final = NamedNode("https://schema.org/Person")
    Place: Final = NamedNode("https://schema.org/Place")
    Product: Final = NamedNode("https://schema.org/Product")
    PropertyValue: Final = NamedNode("https://schema.org/PropertyValue")
    Quotation: Final = NamedNode("https://schema.org/Quotation")
    SellAction: Final = NamedNode("https://schema.org/SellAction")
    TextObject: Final = NamedNode("https://schema.org/TextObject")
    Thing: Final = NamedNode("https://schema.org/Thing")
    UseAction: Final = NamedNode("https://schema.org/UseAction")
    about: Final = NamedNode("https://schema.org/about")
    additionalProperty: Final = NamedNode("https://schema.org/additionalProperty")
    agent: Final = NamedNode("https://schema.org/agent")
    author: Final = NamedNode("https://schema.org/author")
    buyer: Final = NamedNode("https://schema.org/buyer")
    containedInPlace: Final = NamedNode("https://schema.org/containedInPlace")
    datePublished: Final = NamedNode("https://schema.org/datePublished")
    description: Final = NamedNode("https://schema.org/description")
    domainIncludes: Final = NamedNode("https://schema.org/domainIncludes")
    encodesCreativeWork: Final = NamedNode("https://schema.org/encodesCreativeWork")
    founder: Final = NamedNode("https://schema.org/founder")
    headline: Final = NamedNode("https://schema.org/headline")
    inLanguage: Final = NamedNode("https://schema.org/inLanguage")
    isBasedOn: Final = NamedNode("https://schema.org/isBasedOn")
    keywords: Final = NamedNode("https://schema.org/keywords")
    location: Final = NamedNode("https://schema.org/location")
    mentions: Final = NamedNode("https://schema.org/mentions")
    name: Final = NamedNode("https://schema.org/name")
    object: Final = NamedNode("https://schema.org/object")
    parentOrganization: Final = NamedNode("https://schema.org/parentOrganization")
    propertyID: Final = NamedNode("https://schema.org/propertyID")
    provider: Final = NamedNode("https://schema.org/provider")
    publisher: Final = NamedNode("https://schema.org/publisher")
    rangeIncludes: Final = NamedNode("https://schema.org/rangeIncludes")
    recipient: Final = NamedNode("https://schema.org/recipient")
    roleName: Final = NamedNode("https://schema.org/roleName")
    sameAs: Final = NamedNode("https://schema.org/sameAs")
    seller: Final = NamedNode("https://schema.org/seller")
    sha256: Final = NamedNode("https://schema.org/sha256")
    softwareVersion: Final = NamedNode("https://schema.org/softwareVersion")
    sourceOrganization: Final = NamedNode("https://schema.org/sourceOrganization")
    spokenByCharacter: Final = NamedNode("https://schema.org/spokenByCharacter")
    subOrganization: Final = NamedNode("https://schema.org/subOrganization")
    target: Final = NamedNode("https://schema.org/target")
    text: Final = NamedNode("https://schema.org/text")
    unitText: Final = NamedNode("https://schema.org/unitText")
    url: Final = NamedNode("https://schema.org/url")
    value: Final = NamedNode("https://schema.org/value")


class SD:
    """Terms of ``http://www.w3.org/ns/sparql-service-description#``."""

    Dataset: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Dataset")
    Feature: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Feature")
    Graph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Graph")
    Language: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Language")
    NamedGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#NamedGraph")
    SPARQL11Query: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#SPARQL11Query")
    Service: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Service")
    UnionDefaultGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph")
    defaultDataset: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#defaultDataset")
    defaultGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#defaultGraph")
    endpoint: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")
    feature: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#feature")
    graph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#graph")
    inputFormat: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#inputFormat")
    name: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
    namedGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#namedGraph")
    resultFormat: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#resultFormat")
    supportedLanguage: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#supportedLanguage")


class SEM:
    """Terms of ``http://semanticweb.cs.vu.nl/2009/11/sem/``."""

    Actor: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/Actor")
    Event: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/Event")
    Place: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/Place")
    hasActor: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasActor")
    hasEarliestBeginTimeStamp: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasEarliestBeginTimeStamp")
    hasLatestEndTimeStamp: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasLatestEndTimeStamp")
    hasPlace: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace")
    hasTimeStamp: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasTimeStamp")


class SH:
    """Terms of ``http://www.w3.org/ns/shacl#``."""

    PrefixDeclaration: Final = NamedNode("http://www.w3.org/ns/shacl#PrefixDeclaration")
    SPARQLAskExecutable: Final = NamedNode("http://www.w3.org/ns/shacl#SPARQLAskExecutable")
    SPARQLConstructExecutable: Final = NamedNode("http://www.w3.org/ns/shacl#SPARQLConstructExecutable")
    SPARQLExecutable: Final = NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable")
    SPARQLSelectExecutable: Final = NamedNode("http://www.w3.org/ns/shacl#SPARQLSelectExecutable")
    ask: Final = NamedNode("http://www.w3.org/ns/shacl#ask")
    construct: Final = NamedNode("http://www.w3.org/ns/shacl#construct")
    declare: Final = NamedNode("http://www.w3.org/ns/shacl#declare")
    namespace: Final = NamedNode("http://www.w3.org/ns/shacl#namespace")
    prefix: Final = NamedNode("http://www.w3.org/ns/shacl#prefix")
    prefixes: Final = NamedNode("http://www.w3.org/ns/shacl#prefixes")
    select: Final = NamedNode("http://www.w3.org/ns/shacl#select")


class SKOS:
    """Terms of ``http://www.w3.org/2004/02/skos/core#``."""

    Concept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    note: Final = NamedNode("http://www.w3.org/2004/02/skos/core#note")
    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


class SPDX:
    """Terms of ``http://spdx.org/rdf/terms#``."""

    Checksum: Final = NamedNode("http://spdx.org/rdf/terms#Checksum")
    ChecksumAlgorithm: Final = NamedNode("http://spdx.org/rdf/terms#ChecksumAlgorithm")
    algorithm: Final = NamedNode("http://spdx.org/rdf/terms#algorithm")
    checksum: Final = NamedNode("http://spdx.org/rdf/terms#checksum")
    checksumAlgorithm_sha256: Final = NamedNode("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    checksumValue: Final = NamedNode("http://spdx.org/rdf/terms#checksumValue")


class VOID:
    """Terms of ``http://rdfs.org/ns/void#``."""

    Dataset: Final = NamedNode("http://rdfs.org/ns/void#Dataset")
    class_: Final = NamedNode("http://rdfs.org/ns/void#class")
    classPartition: Final = NamedNode("http://rdfs.org/ns/void#classPartition")
    classes: Final = NamedNode("http://rdfs.org/ns/void#classes")
    dataDump: Final = NamedNode("http://rdfs.org/ns/void#dataDump")
    distinctObjects: Final = NamedNode("http://rdfs.org/ns/void#distinctObjects")
    distinctSubjects: Final = NamedNode("http://rdfs.org/ns/void#distinctSubjects")
    entities: Final = NamedNode("http://rdfs.org/ns/void#entities")
    exampleResource: Final = NamedNode("http://rdfs.org/ns/void#exampleResource")
    properties: Final = NamedNode("http://rdfs.org/ns/void#properties")
    property: Final = NamedNode("http://rdfs.org/ns/void#property")
    propertyPartition: Final = NamedNode("http://rdfs.org/ns/void#propertyPartition")
    rootResource: Final = NamedNode("http://rdfs.org/ns/void#rootResource")
    sparqlEndpoint: Final = NamedNode("http://rdfs.org/ns/void#sparqlEndpoint")
    triples: Final = NamedNode("http://rdfs.org/ns/void#triples")
    uriSpace: Final = NamedNode("http://rdfs.org/ns/void#uriSpace")
    vocabulary: Final = NamedNode("http://rdfs.org/ns/void#vocabulary")


class XSD:
    """Terms of ``http://www.w3.org/2001/XMLSchema#``."""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    double: Final = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    duration: Final = NamedNode("http://www.w3.org/2001/XMLSchema#duration")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    hexBinary: Final = NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    nonNegativeInteger: Final = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")


TERMS: Final[dict[str, NamedNode]] = {
    "edtf:EDTF": EDTF.EDTF,
    "dcterms:LicenseDocument": DCTERMS.LicenseDocument,
    "dcterms:LinguisticSystem": DCTERMS.LinguisticSystem,
    "dcterms:MediaType": DCTERMS.MediaType,
    "dcterms:MediaTypeOrExtent": DCTERMS.MediaTypeOrExtent,
    "dcterms:RightsStatement": DCTERMS.RightsStatement,
    "dcterms:Standard": DCTERMS.Standard,
    "dcterms:conformsTo": DCTERMS.conformsTo,
    "dcterms:creator": DCTERMS.creator,
    "dcterms:description": DCTERMS.description,
    "dcterms:format": DCTERMS.format,
    "dcterms:identifier": DCTERMS.identifier,
    "dcterms:isPartOf": DCTERMS.isPartOf,
    "dcterms:isReplacedBy": DCTERMS.isReplacedBy,
    "dcterms:issued": DCTERMS.issued,
    "dcterms:language": DCTERMS.language,
    "dcterms:license": DCTERMS.license,
    "dcterms:modified": DCTERMS.modified,
    "dcterms:publisher": DCTERMS.publisher,
    "dcterms:rights": DCTERMS.rights,
    "dcterms:source": DCTERMS.source,
    "dcterms:title": DCTERMS.title,
    "cito:confirms": CITO.confirms,
    "cito:disagreesWith": CITO.disagreesWith,
    "void:Dataset": VOID.Dataset,
    "void:class": VOID.class_,
    "void:classPartition": VOID.classPartition,
    "void:classes": VOID.classes,
    "void:dataDump": VOID.dataDump,
    "void:distinctObjects": VOID.distinctObjects,
    "void:distinctSubjects": VOID.distinctSubjects,
    "void:entities": VOID.entities,
    "void:exampleResource": VOID.exampleResource,
    "void:properties": VOID.properties,
    "void:property": VOID.property,
    "void:propertyPartition": VOID.propertyPartition,
    "void:rootResource": VOID.rootResource,
    "void:sparqlEndpoint": VOID.sparqlEndpoint,
    "void:triples": VOID.triples,
    "void:uriSpace": VOID.uriSpace,
    "void:vocabulary": VOID.vocabulary,
    "sem:Actor": SEM.Actor,
    "sem:Event": SEM.Event,
    "sem:Place": SEM.Place,
    "sem:hasActor": SEM.hasActor,
    "sem:hasEarliestBeginTimeStamp": SEM.hasEarliestBeginTimeStamp,
    "sem:hasLatestEndTimeStamp": SEM.hasLatestEndTimeStamp,
    "sem:hasPlace": SEM.hasPlace,
    "sem:hasTimeStamp": SEM.hasTimeStamp,
    "spdx:Checksum": SPDX.Checksum,
    "spdx:ChecksumAlgorithm": SPDX.ChecksumAlgorithm,
    "spdx:algorithm": SPDX.algorithm,
    "spdx:checksum": SPDX.checksum,
    "spdx:checksumAlgorithm_sha256": SPDX.checksumAlgorithm_sha256,
    "spdx:checksumValue": SPDX.checksumValue,
    "rdf:Property": RDF.Property,
    "rdf:type": RDF.type,
    "rdf:value": RDF.value,
    "rdfs:Class": RDFS.Class,
    "rdfs:Datatype": RDFS.Datatype,
    "rdfs:comment": RDFS.comment,
    "rdfs:domain": RDFS.domain,
    "rdfs:isDefinedBy": RDFS.isDefinedBy,
    "rdfs:label": RDFS.label,
    "rdfs:range": RDFS.range,
    "rdfs:seeAlso": RDFS.seeAlso,
    "rdfs:subClassOf": RDFS.subClassOf,
    "rdfs:subPropertyOf": RDFS.subPropertyOf,
    "xsd:anyURI": XSD.anyURI,
    "xsd:boolean": XSD.boolean,
    "xsd:date": XSD.date,
    "xsd:dateTime": XSD.dateTime,
    "xsd:decimal": XSD.decimal,
    "xsd:double": XSD.double,
    "xsd:duration": XSD.duration,
    "xsd:gYear": XSD.gYear,
    "xsd:gYearMonth": XSD.gYearMonth,
    "xsd:hexBinary": XSD.hexBinary,
    "xsd:integer": XSD.integer,
    "xsd:nonNegativeInteger": XSD.nonNegativeInteger,
    "xsd:string": XSD.string,
    "owl:Class": OWL.Class,
    "owl:DatatypeProperty": OWL.DatatypeProperty,
    "owl:NamedIndividual": OWL.NamedIndividual,
    "owl:ObjectProperty": OWL.ObjectProperty,
    "owl:Ontology": OWL.Ontology,
    "owl:disjointWith": OWL.disjointWith,
    "owl:sameAs": OWL.sameAs,
    "owl:versionIRI": OWL.versionIRI,
    "owl:versionInfo": OWL.versionInfo,
    "skos:Concept": SKOS.Concept,
    "skos:altLabel": SKOS.altLabel,
    "skos:note": SKOS.note,
    "skos:prefLabel": SKOS.prefLabel,
    "dcat:Catalog": DCAT.Catalog,
    "dcat:DataService": DCAT.DataService,
    "dcat:Dataset": DCAT.Dataset,
    "dcat:Distribution": DCAT.Distribution,
    "dcat:accessService": DCAT.accessService,
    "dcat:accessURL": DCAT.accessURL,
    "dcat:byteSize": DCAT.byteSize,
    "dcat:compressFormat": DCAT.compressFormat,
    "dcat:dataset": DCAT.dataset,
    "dcat:distribution": DCAT.distribution,
    "dcat:downloadURL": DCAT.downloadURL,
    "dcat:endpointDescription": DCAT.endpointDescription,
    "dcat:endpointURL": DCAT.endpointURL,
    "dcat:keyword": DCAT.keyword,
    "dcat:landingPage": DCAT.landingPage,
    "dcat:mediaType": DCAT.mediaType,
    "dcat:previousVersion": DCAT.previousVersion,
    "dcat:servesDataset": DCAT.servesDataset,
    "dcat:service": DCAT.service,
    "dcat:version": DCAT.version,
    "dqv:Metric": DQV.Metric,
    "dqv:QualityMeasurement": DQV.QualityMeasurement,
    "dqv:computedOn": DQV.computedOn,
    "dqv:hasQualityMeasurement": DQV.hasQualityMeasurement,
    "dqv:isMeasurementOf": DQV.isMeasurementOf,
    "dqv:value": DQV.value,
    "oa:SpecificResource": OA.SpecificResource,
    "oa:TextPositionSelector": OA.TextPositionSelector,
    "oa:TextQuoteSelector": OA.TextQuoteSelector,
    "oa:end": OA.end,
    "oa:exact": OA.exact,
    "oa:hasSelector": OA.hasSelector,
    "oa:hasSource": OA.hasSource,
    "oa:start": OA.start,
    "org:Membership": ORG.Membership,
    "org:Organization": ORG.Organization,
    "org:member": ORG.member,
    "org:memberOf": ORG.memberOf,
    "org:organization": ORG.organization,
    "org:subOrganizationOf": ORG.subOrganizationOf,
    "prov:Activity": PROV.Activity,
    "prov:Agent": PROV.Agent,
    "prov:Attribution": PROV.Attribution,
    "prov:Entity": PROV.Entity,
    "prov:SoftwareAgent": PROV.SoftwareAgent,
    "prov:agent": PROV.agent,
    "prov:generatedAtTime": PROV.generatedAtTime,
    "prov:qualifiedAttribution": PROV.qualifiedAttribution,
    "prov:used": PROV.used,
    "prov:wasAssociatedWith": PROV.wasAssociatedWith,
    "prov:wasAttributedTo": PROV.wasAttributedTo,
    "prov:wasDerivedFrom": PROV.wasDerivedFrom,
    "prov:wasGeneratedBy": PROV.wasGeneratedBy,
    "prov:wasRevisionOf": PROV.wasRevisionOf,
    "sh:PrefixDeclaration": SH.PrefixDeclaration,
    "sh:SPARQLAskExecutable": SH.SPARQLAskExecutable,
    "sh:SPARQLConstructExecutable": SH.SPARQLConstructExecutable,
    "sh:SPARQLExecutable": SH.SPARQLExecutable,
    "sh:SPARQLSelectExecutable": SH.SPARQLSelectExecutable,
    "sh:ask": SH.ask,
    "sh:construct": SH.construct,
    "sh:declare": SH.declare,
    "sh:namespace": SH.namespace,
    "sh:prefix": SH.prefix,
    "sh:prefixes": SH.prefixes,
    "sh:select": SH.select,
    "sd:Dataset": SD.Dataset,
    "sd:Feature": SD.Feature,
    "sd:Graph": SD.Graph,
    "sd:Language": SD.Language,
    "sd:NamedGraph": SD.NamedGraph,
    "sd:SPARQL11Query": SD.SPARQL11Query,
    "sd:Service": SD.Service,
    "sd:UnionDefaultGraph": SD.UnionDefaultGraph,
    "sd:defaultDataset": SD.defaultDataset,
    "sd:defaultGraph": SD.defaultGraph,
    "sd:endpoint": SD.endpoint,
    "sd:feature": SD.feature,
    "sd:graph": SD.graph,
    "sd:inputFormat": SD.inputFormat,
    "sd:name": SD.name,
    "sd:namedGraph": SD.namedGraph,
    "sd:resultFormat": SD.resultFormat,
    "sd:supportedLanguage": SD.supportedLanguage,
    "foaf:Agent": FOAF.Agent,
    "foaf:Document": FOAF.Document,
    "foaf:Group": FOAF.Group,
    "foaf:Organization": FOAF.Organization,
    "foaf:Person": FOAF.Person,
    "foaf:homepage": FOAF.homepage,
    "foaf:name": FOAF.name,
    "schema:Article": SCHEMA.Article,
    "schema:AuthorizeAction": SCHEMA.AuthorizeAction,
    "schema:Claim": SCHEMA.Claim,
    "schema:CommunicateAction": SCHEMA.CommunicateAction,
    "schema:Corporation": SCHEMA.Corporation,
    "schema:CreativeWork": SCHEMA.CreativeWork,
    "schema:GovernmentOrganization": SCHEMA.GovernmentOrganization,
    "schema:Legislation": SCHEMA.Legislation,
    "schema:MediaObject": SCHEMA.MediaObject,
    "schema:NGO": SCHEMA.NGO,
    "schema:NewsArticle": SCHEMA.NewsArticle,
    "schema:NewsMediaOrganization": SCHEMA.NewsMediaOrganization,
    "schema:Organization": SCHEMA.Organization,
    "schema:Person": SCHEMA.Person,
    "schema:Place": SCHEMA.Place,
    "schema:Product": SCHEMA.Product,
    "schema:PropertyValue": SCHEMA.PropertyValue,
    "schema:Quotation": SCHEMA.Quotation,
    "schema:SellAction": SCHEMA.SellAction,
    "schema:TextObject": SCHEMA.TextObject,
    "schema:Thing": SCHEMA.Thing,
    "schema:UseAction": SCHEMA.UseAction,
    "schema:about": SCHEMA.about,
    "schema:additionalProperty": SCHEMA.additionalProperty,
    "schema:agent": SCHEMA.agent,
    "schema:author": SCHEMA.author,
    "schema:buyer": SCHEMA.buyer,
    "schema:containedInPlace": SCHEMA.containedInPlace,
    "schema:datePublished": SCHEMA.datePublished,
    "schema:description": SCHEMA.description,
    "schema:domainIncludes": SCHEMA.domainIncludes,
    "schema:encodesCreativeWork": SCHEMA.encodesCreativeWork,
    "schema:founder": SCHEMA.founder,
    "schema:headline": SCHEMA.headline,
    "schema:inLanguage": SCHEMA.inLanguage,
    "schema:isBasedOn": SCHEMA.isBasedOn,
    "schema:keywords": SCHEMA.keywords,
    "schema:location": SCHEMA.location,
    "schema:mentions": SCHEMA.mentions,
    "schema:name": SCHEMA.name,
    "schema:object": SCHEMA.object,
    "schema:parentOrganization": SCHEMA.parentOrganization,
    "schema:propertyID": SCHEMA.propertyID,
    "schema:provider": SCHEMA.provider,
    "schema:publisher": SCHEMA.publisher,
    "schema:rangeIncludes": SCHEMA.rangeIncludes,
    "schema:recipient": SCHEMA.recipient,
    "schema:roleName": SCHEMA.roleName,
    "schema:sameAs": SCHEMA.sameAs,
    "schema:seller": SCHEMA.seller,
    "schema:sha256": SCHEMA.sha256,
    "schema:softwareVersion": SCHEMA.softwareVersion,
    "schema:sourceOrganization": SCHEMA.sourceOrganization,
    "schema:spokenByCharacter": SCHEMA.spokenByCharacter,
    "schema:subOrganization": SCHEMA.subOrganization,
    "schema:target": SCHEMA.target,
    "schema:text": SCHEMA.text,
    "schema:unitText": SCHEMA.unitText,
    "schema:url": SCHEMA.url,
    "schema:value": SCHEMA.value,
    "kg:Acquisition": KG.Acquisition,
    "kg:ActivePledge": KG.ActivePledge,
    "kg:Actual": KG.Actual,
    "kg:Actuality": KG.Actuality,
    "kg:Advocacy": KG.Advocacy,
    "kg:Affirmed": KG.Affirmed,
    "kg:Agent": KG.Agent,
    "kg:Agreement": KG.Agreement,
    "kg:Alleged": KG.Alleged,
    "kg:Appointment": KG.Appointment,
    "kg:Arrest": KG.Arrest,
    "kg:Attack": KG.Attack,
    "kg:Authorization": KG.Authorization,
    "kg:Broken": KG.Broken,
    "kg:Certain": KG.Certain,
    "kg:Certainty": KG.Certainty,
    "kg:CertaintyDisagreement": KG.CertaintyDisagreement,
    "kg:CivilSocietyOrganization": KG.CivilSocietyOrganization,
    "kg:Claim": KG.Claim,
    "kg:Company": KG.Company,
    "kg:Conditional": KG.Conditional,
    "kg:ConditionalPledge": KG.ConditionalPledge,
    "kg:Contract": KG.Contract,
    "kg:ContradictedPledge": KG.ContradictedPledge,
    "kg:Contradiction": KG.Contradiction,
    "kg:Copy": KG.Copy,
    "kg:CopyOnly": KG.CopyOnly,
    "kg:Court": KG.Court,
    "kg:Criticism": KG.Criticism,
    "kg:DateDisagreement": KG.DateDisagreement,
    "kg:Decrease": KG.Decrease,
    "kg:Demonstration": KG.Demonstration,
    "kg:Denied": KG.Denied,
    "kg:Departure": KG.Departure,
    "kg:Development": KG.Development,
    "kg:Direct": KG.Direct,
    "kg:Direction": KG.Direction,
    "kg:Disagreement": KG.Disagreement,
    "kg:DisagreementKind": KG.DisagreementKind,
    "kg:Disclosure": KG.Disclosure,
    "kg:Discontinuation": KG.Discontinuation,
    "kg:Disputed": KG.Disputed,
    "kg:Document": KG.Document,
    "kg:End": KG.End,
    "kg:Endorsement": KG.Endorsement,
    "kg:Enforcement": KG.Enforcement,
    "kg:Entity": KG.Entity,
    "kg:Event": KG.Event,
    "kg:ExpiredPledge": KG.ExpiredPledge,
    "kg:Forgo": KG.Forgo,
    "kg:Founding": KG.Founding,
    "kg:Fulfilment": KG.Fulfilment,
    "kg:GovernmentAgency": KG.GovernmentAgency,
    "kg:Grant": KG.Grant,
    "kg:Group": KG.Group,
    "kg:Headquarters": KG.Headquarters,
    "kg:Hypothetical": KG.Hypothetical,
    "kg:InProgress": KG.InProgress,
    "kg:Increase": KG.Increase,
    "kg:Indirect": KG.Indirect,
    "kg:Investigation": KG.Investigation,
    "kg:Investment": KG.Investment,
    "kg:Kept": KG.Kept,
    "kg:Launch": KG.Launch,
    "kg:Law": KG.Law,
    "kg:Lawsuit": KG.Lawsuit,
    "kg:Legislation": KG.Legislation,
    "kg:Legislature": KG.Legislature,
    "kg:Made": KG.Made,
    "kg:Meeting": KG.Meeting,
    "kg:Mention": KG.Mention,
    "kg:MentionKind": KG.MentionKind,
    "kg:Mixed": KG.Mixed,
    "kg:Name": KG.Name,
    "kg:NarrowedPledge": KG.NarrowedPledge,
    "kg:Narrowing": KG.Narrowing,
    "kg:Negated": KG.Negated,
    "kg:NewsOutlet": KG.NewsOutlet,
    "kg:NoComment": KG.NoComment,
    "kg:Nominal": KG.Nominal,
    "kg:NumberDisagreement": KG.NumberDisagreement,
    "kg:OnRecord": KG.OnRecord,
    "kg:OpenEvent": KG.OpenEvent,
    "kg:Organization": KG.Organization,
    "kg:Over": KG.Over,
    "kg:Overdue": KG.Overdue,
    "kg:Ownership": KG.Ownership,
    "kg:Partnership": KG.Partnership,
    "kg:PartyDisagreement": KG.PartyDisagreement,
    "kg:Person": KG.Person,
    "kg:Pitch": KG.Pitch,
    "kg:Place": KG.Place,
    "kg:Planned": KG.Planned,
    "kg:Pledge": KG.Pledge,
    "kg:PledgeContent": KG.PledgeContent,
    "kg:PledgeStatus": KG.PledgeStatus,
    "kg:PledgeTurn": KG.PledgeTurn,
    "kg:Polarity": KG.Polarity,
    "kg:PolarityDisagreement": KG.PolarityDisagreement,
    "kg:PoliceForce": KG.PoliceForce,
    "kg:Possible": KG.Possible,
    "kg:Probable": KG.Probable,
    "kg:Product": KG.Product,
    "kg:Progress": KG.Progress,
    "kg:Pronoun": KG.Pronoun,
    "kg:QuotationMode": KG.QuotationMode,
    "kg:Reason": KG.Reason,
    "kg:ReportedSituation": KG.ReportedSituation,
    "kg:Result": KG.Result,
    "kg:Role": KG.Role,
    "kg:RoleFilling": KG.RoleFilling,
    "kg:Ruling": KG.Ruling,
    "kg:Sale": KG.Sale,
    "kg:Situation": KG.Situation,
    "kg:SpunCopy": KG.SpunCopy,
    "kg:State": KG.State,
    "kg:Statement": KG.Statement,
    "kg:Technology": KG.Technology,
    "kg:Test": KG.Test,
    "kg:TimelineEntry": KG.TimelineEntry,
    "kg:TrackerRating": KG.TrackerRating,
    "kg:Unclear": KG.Unclear,
    "kg:Undertake": KG.Undertake,
    "kg:Unknown": KG.Unknown,
    "kg:Unsure": KG.Unsure,
    "kg:Use": KG.Use,
    "kg:Withdrawal": KG.Withdrawal,
    "kg:WithdrawnPledge": KG.WithdrawnPledge,
    "kg:about": KG.about,
    "kg:acquired": KG.acquired,
    "kg:acquirer": KG.acquirer,
    "kg:act": KG.act,
    "kg:actuality": KG.actuality,
    "kg:addressee": KG.addressee,
    "kg:advocate": KG.advocate,
    "kg:affirming": KG.affirming,
    "kg:agent": KG.agent,
    "kg:amount": KG.amount,
    "kg:attributedTo": KG.attributedTo,
    "kg:authority": KG.authority,
    "kg:bearer": KG.bearer,
    "kg:broughtBy": KG.broughtBy,
    "kg:buyer": KG.buyer,
    "kg:cause": KG.cause,
    "kg:certainty": KG.certainty,
    "kg:change": KG.change,
    "kg:claimCount": KG.claimCount,
    "kg:condition": KG.condition,
    "kg:confidence": KG.confidence,
    "kg:content": KG.content,
    "kg:contractedWith": KG.contractedWith,
    "kg:counterparty": KG.counterparty,
    "kg:court": KG.court,
    "kg:critic": KG.critic,
    "kg:cue": KG.cue,
    "kg:customer": KG.customer,
    "kg:decision": KG.decision,
    "kg:defendant": KG.defendant,
    "kg:demand": KG.demand,
    "kg:demonstratedTo": KG.demonstratedTo,
    "kg:direction": KG.direction,
    "kg:disagreementKind": KG.disagreementKind,
    "kg:disclosed": KG.disclosed,
    "kg:discloser": KG.discloser,
    "kg:document": KG.document,
    "kg:donor": KG.donor,
    "kg:duration": KG.duration,
    "kg:endorser": KG.endorser,
    "kg:evidence": KG.evidence,
    "kg:evidenceFor": KG.evidenceFor,
    "kg:exception": KG.exception,
    "kg:expires": KG.expires,
    "kg:extractor": KG.extractor,
    "kg:filler": KG.filler,
    "kg:founded": KG.founded,
    "kg:founder": KG.founder,
    "kg:frame": KG.frame,
    "kg:hasRole": KG.hasRole,
    "kg:holder": KG.holder,
    "kg:investedIn": KG.investedIn,
    "kg:investigated": KG.investigated,
    "kg:investigator": KG.investigator,
    "kg:investor": KG.investor,
    "kg:law": KG.law,
    "kg:level": KG.level,
    "kg:loser": KG.loser,
    "kg:matches": KG.matches,
    "kg:measure": KG.measure,
    "kg:memberOf": KG.memberOf,
    "kg:mentionKind": KG.mentionKind,
    "kg:notAfter": KG.notAfter,
    "kg:notBefore": KG.notBefore,
    "kg:obtainer": KG.obtainer,
    "kg:opposedBy": KG.opposedBy,
    "kg:opposing": KG.opposing,
    "kg:organization": KG.organization,
    "kg:originCount": KG.originCount,
    "kg:outlet": KG.outlet,
    "kg:owns": KG.owns,
    "kg:parent": KG.parent,
    "kg:party": KG.party,
    "kg:partyAbout": KG.partyAbout,
    "kg:partyAgainst": KG.partyAgainst,
    "kg:partyAmong": KG.partyAmong,
    "kg:partyAs": KG.partyAs,
    "kg:partyAt": KG.partyAt,
    "kg:partyBehind": KG.partyBehind,
    "kg:partyBetween": KG.partyBetween,
    "kg:partyFor": KG.partyFor,
    "kg:partyFrom": KG.partyFrom,
    "kg:partyIn": KG.partyIn,
    "kg:partyInto": KG.partyInto,
    "kg:partyOf": KG.partyOf,
    "kg:partyOn": KG.partyOn,
    "kg:partyOver": KG.partyOver,
    "kg:partyThrough": KG.partyThrough,
    "kg:partyTo": KG.partyTo,
    "kg:partyUnder": KG.partyUnder,
    "kg:partyWith": KG.partyWith,
    "kg:person": KG.person,
    "kg:pitchedTo": KG.pitchedTo,
    "kg:place": KG.place,
    "kg:plaintiff": KG.plaintiff,
    "kg:pledgedProduct": KG.pledgedProduct,
    "kg:pledger": KG.pledger,
    "kg:polarity": KG.polarity,
    "kg:position": KG.position,
    "kg:predicate": KG.predicate,
    "kg:product": KG.product,
    "kg:proposer": KG.proposer,
    "kg:purpose": KG.purpose,
    "kg:quotationMode": KG.quotationMode,
    "kg:rank": KG.rank,
    "kg:reason": KG.reason,
    "kg:recipient": KG.recipient,
    "kg:refersTo": KG.refersTo,
    "kg:role": KG.role,
    "kg:rule": KG.rule,
    "kg:seller": KG.seller,
    "kg:since": KG.since,
    "kg:soldTo": KG.soldTo,
    "kg:speaker": KG.speaker,
    "kg:status": KG.status,
    "kg:step": KG.step,
    "kg:subject": KG.subject,
    "kg:subsidiary": KG.subsidiary,
    "kg:sued": KG.sued,
    "kg:supplier": KG.supplier,
    "kg:supportedBy": KG.supportedBy,
    "kg:target": KG.target,
    "kg:tested": KG.tested,
    "kg:theme": KG.theme,
    "kg:time": KG.time,
    "kg:timeAsWritten": KG.timeAsWritten,
    "kg:timelineEntry": KG.timelineEntry,
    "kg:topic": KG.topic,
    "kg:turn": KG.turn,
    "kg:value": KG.value,
    "kg:victim": KG.victim,
    "kg:winner": KG.winner,
}


SUPERCLASSES: Final[dict[NamedNode, tuple[NamedNode, ...]]] = {
    DCTERMS.MediaType: (DCTERMS.MediaTypeOrExtent,),
    ORG.Organization: (FOAF.Organization, FOAF.Agent),
    PROV.SoftwareAgent: (PROV.Agent,),
    SH.SPARQLAskExecutable: (SH.SPARQLExecutable,),
    SH.SPARQLConstructExecutable: (SH.SPARQLExecutable,),
    SH.SPARQLSelectExecutable: (SH.SPARQLExecutable,),
    FOAF.Group: (FOAF.Agent,),
    FOAF.Organization: (FOAF.Agent,),
    FOAF.Person: (FOAF.Agent,),
    SCHEMA.Article: (SCHEMA.CreativeWork,),
    SCHEMA.Corporation: (SCHEMA.Organization,),
    SCHEMA.GovernmentOrganization: (SCHEMA.Organization,),
    SCHEMA.NGO: (SCHEMA.Organization,),
    SCHEMA.NewsArticle: (SCHEMA.Article, SCHEMA.CreativeWork),
    SCHEMA.NewsMediaOrganization: (SCHEMA.Organization,),
    SCHEMA.TextObject: (SCHEMA.MediaObject,),
    KG.Acquisition: (KG.Event, SEM.Event, KG.Situation),
    KG.Advocacy: (KG.Event, SEM.Event, KG.Situation),
    KG.Agent: (SEM.Actor, PROV.Agent, FOAF.Agent, KG.Entity),
    KG.Agreement: (KG.Event, SEM.Event, KG.Situation),
    KG.Appointment: (KG.Event, SEM.Event, KG.Situation),
    KG.Arrest: (KG.Event, SEM.Event, KG.Situation),
    KG.Attack: (KG.Event, SEM.Event, KG.Situation),
    KG.Authorization: (KG.Event, SEM.Event, KG.Situation),
    KG.CivilSocietyOrganization: (
        SCHEMA.NGO,
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Claim: (SCHEMA.Claim,),
    KG.Company: (
        SCHEMA.Corporation,
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Contract: (KG.Event, SEM.Event, KG.Situation),
    KG.Copy: (SCHEMA.NewsArticle, SCHEMA.Article, SCHEMA.CreativeWork),
    KG.Court: (
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Criticism: (KG.Event, SEM.Event, KG.Situation),
    KG.Decrease: (KG.Event, SEM.Event, KG.Situation),
    KG.Demonstration: (KG.Event, SEM.Event, KG.Situation),
    KG.Departure: (KG.Event, SEM.Event, KG.Situation),
    KG.Development: (KG.Event, SEM.Event, KG.Situation),
    KG.Disclosure: (KG.Event, SEM.Event, KG.Situation),
    KG.Discontinuation: (KG.Event, SEM.Event, KG.Situation),
    KG.Document: (FOAF.Document, SCHEMA.CreativeWork, KG.Entity),
    KG.Endorsement: (KG.Event, SEM.Event, KG.Situation),
    KG.Enforcement: (KG.Event, SEM.Event, KG.Situation),
    KG.Event: (SEM.Event, KG.Situation),
    KG.Founding: (KG.Event, SEM.Event, KG.Situation),
    KG.GovernmentAgency: (
        SCHEMA.GovernmentOrganization,
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Grant: (KG.Event, SEM.Event, KG.Situation),
    KG.Group: (FOAF.Group, KG.Agent, SEM.Actor, PROV.Agent, FOAF.Agent, KG.Entity),
    KG.Headquarters: (KG.State, KG.Situation),
    KG.Increase: (KG.Event, SEM.Event, KG.Situation),
    KG.Investigation: (KG.Event, SEM.Event, KG.Situation),
    KG.Investment: (KG.Event, SEM.Event, KG.Situation),
    KG.Launch: (KG.Event, SEM.Event, KG.Situation),
    KG.Law: (SCHEMA.Legislation, KG.Entity),
    KG.Lawsuit: (KG.Event, SEM.Event, KG.Situation),
    KG.Legislation: (KG.Event, SEM.Event, KG.Situation),
    KG.Legislature: (
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Meeting: (KG.Event, SEM.Event, KG.Situation),
    KG.NewsOutlet: (
        SCHEMA.NewsMediaOrganization,
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.NoComment: (KG.Event, SEM.Event, KG.Situation),
    KG.OpenEvent: (KG.Event, SEM.Event, KG.Situation),
    KG.Organization: (
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Ownership: (KG.State, KG.Situation),
    KG.Partnership: (KG.Event, SEM.Event, KG.Situation),
    KG.Person: (
        FOAF.Person,
        SCHEMA.Person,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        KG.Entity,
    ),
    KG.Pitch: (KG.Event, SEM.Event, KG.Situation),
    KG.Place: (SEM.Place, SCHEMA.Place, KG.Entity),
    KG.Pledge: (KG.Event, SEM.Event, KG.Situation),
    KG.PoliceForce: (
        KG.GovernmentAgency,
        SCHEMA.GovernmentOrganization,
        KG.Organization,
        ORG.Organization,
        SCHEMA.Organization,
        KG.Agent,
        SEM.Actor,
        PROV.Agent,
        FOAF.Agent,
        FOAF.Organization,
        KG.Entity,
    ),
    KG.Product: (SCHEMA.Product, KG.Entity),
    KG.Result: (KG.Event, SEM.Event, KG.Situation),
    KG.Role: (KG.State, KG.Situation),
    KG.Ruling: (KG.Event, SEM.Event, KG.Situation),
    KG.Sale: (KG.Event, SEM.Event, KG.Situation),
    KG.SpunCopy: (KG.Copy, SCHEMA.NewsArticle, SCHEMA.Article, SCHEMA.CreativeWork),
    KG.State: (KG.Situation,),
    KG.Statement: (KG.Event, SEM.Event, KG.Situation),
    KG.Technology: (KG.Entity,),
    KG.Test: (KG.Event, SEM.Event, KG.Situation),
    KG.Use: (KG.Event, SEM.Event, KG.Situation),
}


SUPERPROPERTIES: Final[dict[NamedNode, tuple[NamedNode, ...]]] = {
    KG.acquirer: (KG.agent, SEM.hasActor),
    KG.addressee: (KG.recipient, SEM.hasActor),
    KG.advocate: (KG.agent, SEM.hasActor),
    KG.agent: (SEM.hasActor,),
    KG.attributedTo: (PROV.wasAttributedTo,),
    KG.authority: (KG.agent, SEM.hasActor),
    KG.bearer: (KG.agent, SEM.hasActor),
    KG.buyer: (KG.recipient, SEM.hasActor),
    KG.court: (SEM.hasActor,),
    KG.critic: (KG.agent, SEM.hasActor),
    KG.customer: (KG.recipient, SEM.hasActor),
    KG.defendant: (KG.recipient, SEM.hasActor),
    KG.demand: (KG.theme, SEM.hasActor),
    KG.discloser: (KG.agent, SEM.hasActor),
    KG.document: (KG.theme, SEM.hasActor),
    KG.donor: (KG.agent, SEM.hasActor),
    KG.endorser: (KG.agent, SEM.hasActor),
    KG.founder: (KG.agent, SEM.hasActor),
    KG.holder: (KG.agent, SEM.hasActor),
    KG.investigator: (KG.agent, SEM.hasActor),
    KG.investor: (KG.agent, SEM.hasActor),
    KG.law: (KG.theme, SEM.hasActor),
    KG.loser: (KG.theme, SEM.hasActor),
    KG.measure: (KG.theme, SEM.hasActor),
    KG.memberOf: (ORG.memberOf,),
    KG.notAfter: (SEM.hasLatestEndTimeStamp,),
    KG.notBefore: (SEM.hasEarliestBeginTimeStamp,),
    KG.obtainer: (KG.recipient, SEM.hasActor),
    KG.organization: (KG.theme, SEM.hasActor),
    KG.outlet: (KG.recipient, SEM.hasActor),
    KG.parent: (KG.agent, SEM.hasActor),
    KG.party: (KG.agent, SEM.hasActor),
    KG.partyAbout: (SEM.hasActor,),
    KG.partyAgainst: (SEM.hasActor,),
    KG.partyAmong: (SEM.hasActor,),
    KG.partyAs: (SEM.hasActor,),
    KG.partyAt: (SEM.hasActor,),
    KG.partyBehind: (SEM.hasActor,),
    KG.partyBetween: (SEM.hasActor,),
    KG.partyFor: (SEM.hasActor,),
    KG.partyFrom: (SEM.hasActor,),
    KG.partyIn: (SEM.hasActor,),
    KG.partyInto: (SEM.hasActor,),
    KG.partyOf: (SEM.hasActor,),
    KG.partyOn: (SEM.hasActor,),
    KG.partyOver: (SEM.hasActor,),
    KG.partyThrough: (SEM.hasActor,),
    KG.partyTo: (SEM.hasActor,),
    KG.partyUnder: (SEM.hasActor,),
    KG.partyWith: (SEM.hasActor,),
    KG.person: (KG.agent, SEM.hasActor),
    KG.place: (SEM.hasPlace,),
    KG.plaintiff: (KG.agent, SEM.hasActor),
    KG.pledger: (KG.agent, SEM.hasActor),
    KG.product: (KG.theme, SEM.hasActor),
    KG.proposer: (KG.agent, SEM.hasActor),
    KG.recipient: (SEM.hasActor,),
    KG.seller: (KG.agent, SEM.hasActor),
    KG.speaker: (KG.agent, SEM.hasActor),
    KG.subject: (KG.theme, SEM.hasActor),
    KG.subsidiary: (KG.theme, SEM.hasActor),
    KG.supplier: (KG.agent, SEM.hasActor),
    KG.target: (KG.theme, SEM.hasActor),
    KG.theme: (SEM.hasActor,),
    KG.time: (SEM.hasTimeStamp,),
    KG.topic: (KG.theme, SEM.hasActor),
    KG.victim: (KG.theme, SEM.hasActor),
    KG.winner: (KG.recipient, SEM.hasActor),
}


DATATYPES: Final[dict[NamedNode, NamedNode]] = {
    DCAT.byteSize: XSD.nonNegativeInteger,
    KG.amount: XSD.string,
    KG.cause: XSD.string,
    KG.change: XSD.string,
    KG.claimCount: XSD.integer,
    KG.condition: XSD.string,
    KG.confidence: XSD.decimal,
    KG.cue: XSD.string,
    KG.decision: XSD.string,
    KG.duration: XSD.duration,
    KG.exception: XSD.string,
    KG.extractor: XSD.string,
    KG.level: XSD.string,
    KG.matches: XSD.string,
    KG.notAfter: XSD.date,
    KG.notBefore: XSD.date,
    KG.originCount: XSD.integer,
    KG.position: XSD.string,
    KG.predicate: XSD.string,
    KG.purpose: XSD.string,
    KG.rank: XSD.integer,
    KG.rule: XSD.string,
    KG.since: XSD.date,
    KG.step: XSD.integer,
    KG.timeAsWritten: XSD.string,
    KG.value: XSD.string,
}


def term(curie: str) -> NamedNode:
    """The term of a prefixed name such as ``kg:seller``; ``KeyError`` if the ontology does not have it."""
    return TERMS[curie]


def abbreviate(iri: str) -> str:
    """The IRI as a prefixed name where one of our prefixes fits and the rest is a plain name, else as it is."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri
