"""What a release says of itself: VoID, DCAT, checksums, prefixes, example queries, replaced IRIs: the release graph.

Its DCAT is that of DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.1/), which portals ask for. It alone
holds times and file sizes; none of it is part of the content that hashes are taken of. Editors and agents read it to
find their way (SPARQL editors complete from ``void:classPartition``, ``sh:declare`` and ``sh:SPARQLExecutable``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal as Choice
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from kg import iris, keys
from kg.quality import Measurement
from kg.terms import DCAT, DCTERMS, DQV, FOAF, KG, PREFIXES, RDF, RDFS, SCHEMA, SH, SPDX, VOID, XSD

FORMS = {
    "select": (SH.SPARQLSelectExecutable, SH.select),
    "ask": (SH.SPARQLAskExecutable, SH.ask),
    "construct": (SH.SPARQLConstructExecutable, SH.construct),
}

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
ENGLISH = NamedNode("http://publications.europa.eu/resource/authority/language/ENG")
PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
TITLE = Literal("OnRecord", language="en")
ABOUT = Literal(
    "What companies, agencies and people are on record as saying and doing, with the sentence behind every row.",
    language="en",
)
KEYWORDS = ("news", "claims", "companies", "government agencies", "pledges")
QUOTES = "Quoted sentences are their publishers'; no licence is stated for them."
QUOTES_UNDER = "Quoted sentences are their publishers'; they are given under"

Node = tuple[NamedNode, NamedNode, NamedNode | Literal]


class Counts(Protocol):
    """How much there is: all graphs but the release's taken together, each triple counted once a graph."""

    @property
    def triples(self) -> int: ...
    @property
    def subjects(self) -> int: ...
    @property
    def classes(self) -> Mapping[str, int]:
        """Instances by the IRI of their class."""

    @property
    def properties(self) -> Mapping[str, int]:
        """Triples by the IRI of their property."""

    @property
    def uses(self) -> Mapping[tuple[str, str], int]:
        """Triples of a class's instances, by class and property."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the release to be fetched; ``name`` is the last part of its address, ``sha256`` hexadecimal.

    ``packing`` is the media type of what it is packed with, ``quads`` how many there are in it, ``holds`` says of what.
    """

    name: str
    media_type: str
    bytes: int
    sha256: str
    packing: str | None = None
    quads: int | None = None
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table of the release, made when it is fetched: so neither its size nor its checksum is known."""

    name: str
    media_type: str
    holds: str


@dataclass(frozen=True, slots=True)
class Example:
    """A named query, as the list of examples shows it."""

    name: str
    title: str
    asks: str
    text: str
    form: Choice["select", "ask", "construct"] = "select"


def release_quads(
    release: str,
    *,
    base: str,
    created: str,
    content: str,
    version: str,
    counts: Counts,
    parent: str | None = None,
    dumps: Sequence[Dump] = (),
    tables: Sequence[Table] = (),
    examples: Sequence[Example] = (),
    replaced: Iterable[tuple[str, str]] = (),
    quality: Sequence[Measurement] = (),
    licence: str | None = None,
    quotes_licence: str | None = None,
) -> Iterator[Quad]:
    """The release graph of the release with this id.

    ``created`` is an ISO 8601 date-time with a zone, ``content`` the SHA-256 of the sorted N-Quads, ``version`` that of
    the software, ``parent`` the id of the release before, ``licence`` an IRI and ``quotes_licence`` another, of the
    sentences quoted, ``quality`` the figures measured of that
    software, ``replaced`` pairs of an old IRI and the one that stands for it now. ``ValueError`` where one of them is
    not what it should be.
    """
    graph = iris.release_graph(base)
    nodes = _Nodes(base, release)
    parts = (
        nodes.dataset(created, content, version, parent, licence),
        nodes.service(created, licence),
        nodes.counted(counts),
        nodes.rights(quotes_licence),
        nodes.dumps(dumps, created, licence),
        nodes.tables(tables, created, licence),
        nodes.prefixes(),
        nodes.examples(examples),
        nodes.measured(quality),
    )
    for node in dict.fromkeys(chain(*parts)):  # what several of them say, said once
        yield Quad(*node, graph)
    for old, new in replaced:
        yield Quad(NamedNode(old), DCTERMS.isReplacedBy, NamedNode(new), graph)


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The parts of one release's description."""

    base: str
    release: str

    @property
    def subject(self) -> NamedNode:
        return iris.release_iri(self.base, self.release)

    def part(self, name: str) -> NamedNode:
        return iris.release_iri(self.base, self.release, name)

    def dataset(
        self, created: str, content: str, version: str, parent: str | None, licence: str | None
    ) -> Iterator[Node]:
        subject = self.subject
        yield subject, RDF.type, VOID.Dataset
        yield subject, RDF.type, DCAT.Dataset
        yield from self.presented(subject, created, licence)
        yield subject, DCTERMS.identifier, Literal(self.release)
        yield subject, DCAT.version, Literal(self.release)
        yield subject, SCHEMA.softwareVersion, Literal(version)
        for keyword in KEYWORDS:
            yield subject, DCAT.keyword, Literal(keyword, language="en")
        if parent:
            yield subject, DCAT.previousVersion, iris.release_iri(self.base, parent)
        yield subject, VOID.uriSpace, Literal(self.base)
        yield subject, VOID.sparqlEndpoint, self.endpoint
        yield from self.checksum(subject, "content", content)

    def presented(self, subject: NamedNode, created: str, licence: str | None) -> Iterator[Node]:
        """What a data set and a catalogue have alike: title, publisher, language, date, licence and page."""
        publisher, page = self.part("publisher"), NamedNode(self.base)
        yield subject, DCTERMS.title, TITLE
        yield subject, DCTERMS.description, ABOUT
        yield subject, DCTERMS.issued, Literal(created, datatype=XSD.dateTime)
        yield subject, DCTERMS.publisher, publisher
        yield publisher, RDF.type, FOAF.Agent
        yield publisher, FOAF.name, TITLE
        yield subject, DCTERMS.language, ENGLISH
        yield ENGLISH, RDF.type, DCTERMS.LinguisticSystem
        yield subject, DCAT.landingPage, page
        yield page, RDF.type, FOAF.Document
        yield from self.licensed(subject, licence)

    def licensed(self, subject: NamedNode, licence: str | None) -> Iterator[Node]:
        """On what terms something is given, if any are stated."""
        if licence:
            yield subject, DCTERMS.license, NamedNode(licence)
            yield NamedNode(licence), RDF.type, DCTERMS.LicenseDocument

    @property
    def endpoint(self) -> NamedNode:
        return NamedNode(f"{self.base}sparql")

    def service(self, created: str, licence: str | None) -> Iterator[Node]:
        """The endpoint, and the catalogue of one data set with it, which is what a portal harvests."""
        service, catalogue = self.endpoint, self.part("catalogue")
        yield service, RDF.type, DCAT.DataService
        yield service, DCTERMS.title, Literal("OnRecord: SPARQL endpoint", language="en")
        yield service, DCAT.endpointURL, service
        yield service, DCAT.endpointDescription, NamedNode(f"{self.base}openapi.json")
        yield service, DCAT.servesDataset, self.subject
        yield service, DCTERMS.conformsTo, PROTOCOL
        yield PROTOCOL, RDF.type, DCTERMS.Standard
        yield from self.licensed(service, licence)
        yield catalogue, RDF.type, DCAT.Catalog
        yield from self.presented(catalogue, created, licence)
        yield catalogue, DCTERMS.modified, Literal(created, datatype=XSD.dateTime)
        yield catalogue, FOAF.homepage, NamedNode(self.base)
        yield catalogue, DCAT.dataset, self.subject
        yield catalogue, DCAT.service, service

    def counted(self, counts: Counts) -> Iterator[Node]:
        for predicate, number in (
            (VOID.triples, counts.triples),
            (VOID.entities, counts.classes.get(KG.Entity.value, 0)),
            (VOID.distinctSubjects, counts.subjects),
            (VOID.classes, len(counts.classes)),
            (VOID.properties, len(counts.properties)),
        ):
            yield self.subject, predicate, _integer(number)
        for cls, number in sorted(counts.classes.items()):
            node = self.part(f"class-{keys.digest(cls)}")
            yield self.subject, VOID.classPartition, node
            yield node, VOID.class_, NamedNode(cls)
            yield node, VOID.entities, _integer(number)
        for (cls, name), number in sorted(counts.uses.items()):
            node = self.part(f"class-{keys.digest(cls)}-property-{keys.digest(name)}")
            yield self.part(f"class-{keys.digest(cls)}"), VOID.propertyPartition, node
            yield node, VOID.property, NamedNode(name)
            yield node, VOID.triples, _integer(number)
        for name, number in sorted(counts.properties.items()):
            node = self.part(f"property-{keys.digest(name)}")
            yield self.subject, VOID.propertyPartition, node
            yield node, VOID.property, NamedNode(name)
            yield node, VOID.triples, _integer(number)
        used = [*counts.classes, *counts.properties]
        for namespace in sorted(PREFIXES.values()):
            if any(iri.startswith(namespace) for iri in used):
                yield self.subject, VOID.vocabulary, NamedNode(namespace)

    def rights(self, quotes_licence: str | None) -> Iterator[Node]:
        """On what terms the quoted sentences, which are other people's, may be used."""
        node = self.part("quotes")
        yield self.subject, DCTERMS.rights, node
        yield node, RDF.type, DCTERMS.RightsStatement
        yield (
            node,
            RDFS.label,
            Literal(QUOTES if quotes_licence is None else f"{QUOTES_UNDER} {quotes_licence}", language="en"),
        )
        yield from self.licensed(node, quotes_licence)

    def dumps(self, dumps: Sequence[Dump], created: str, licence: str | None) -> Iterator[Node]:
        for dump in dumps:
            node = iris.dump_iri(self.base, self.release, dump.name)
            yield self.subject, VOID.dataDump, node
            yield from self.distribution(dump, created, licence)
            yield node, DCAT.byteSize, Literal(str(dump.bytes), datatype=XSD.nonNegativeInteger)
            if dump.packing:
                yield from self.media_type(node, DCAT.compressFormat, dump.packing)
            if dump.quads is not None:
                yield node, VOID.triples, _integer(dump.quads)
            yield from self.checksum(node, f"dump-{keys.digest(dump.name)}", dump.sha256)

    def tables(self, tables: Sequence[Table], created: str, licence: str | None) -> Iterator[Node]:
        """Flat tables: no RDF, and so no data dumps of VoID's."""
        for table in tables:
            yield from self.distribution(table, created, licence)

    def distribution(self, file: Dump | Table, created: str, licence: str | None) -> Iterator[Node]:
        """What every file to be fetched has: title, date, addresses, media type, what it holds, licence."""
        node = iris.dump_iri(self.base, self.release, file.name)
        yield self.subject, DCAT.distribution, node
        yield node, RDF.type, DCAT.Distribution
        yield node, DCTERMS.title, Literal(file.name)
        yield node, DCTERMS.issued, Literal(created, datatype=XSD.dateTime)
        yield node, DCAT.accessURL, iris.files_iri(self.base, self.release)
        yield node, DCAT.downloadURL, node
        yield from self.media_type(node, DCAT.mediaType, file.media_type)
        yield from self.media_type(node, DCTERMS.format, file.media_type)
        if file.holds:
            yield node, DCTERMS.description, Literal(file.holds, language="en")
        yield from self.licensed(node, licence)

    def media_type(self, subject: NamedNode, predicate: NamedNode, name: str) -> Iterator[Node]:
        """A media type by its address in IANA's register."""
        media_type = NamedNode(f"{MEDIA_TYPES}{name}")
        yield subject, predicate, media_type
        yield media_type, RDF.type, DCTERMS.MediaType
        yield media_type, RDF.type, DCTERMS.MediaTypeOrExtent

    def checksum(self, subject: NamedNode, part: str, sha256: str) -> Iterator[Node]:
        node = self.part(f"{part}-checksum")
        yield subject, SPDX.checksum, node
        yield node, RDF.type, SPDX.Checksum
        yield node, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
        yield SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm
        yield node, SPDX.checksumValue, Literal(sha256, datatype=XSD.hexBinary)

    def prefixes(self) -> Iterator[Node]:
        for prefix, namespace in sorted((PREFIXES | iris.own_prefixes(self.base)).items()):
            node = self.part(f"prefix-{prefix}")
            yield self.subject, SH.declare, node
            yield node, RDF.type, SH.PrefixDeclaration
            yield node, SH.prefix, Literal(prefix)
            yield node, SH.namespace, Literal(namespace, datatype=XSD.anyURI)

    def examples(self, examples: Sequence[Example]) -> Iterator[Node]:
        for example in examples:
            cls, predicate = FORMS[example.form]
            node = self.part(f"query-{keys.slug(example.name)}")
            yield node, RDF.type, SH.SPARQLExecutable
            yield node, RDF.type, cls
            yield node, RDFS.label, Literal(example.title, language="en")
            yield node, RDFS.comment, Literal(example.asks, language="en")
            yield node, predicate, Literal(example.text)
            yield node, SH.prefixes, self.subject
            yield node, SCHEMA.target, NamedNode(f"{self.base}sparql")

    def measured(self, quality: Sequence[Measurement]) -> Iterator[Node]:
        """DQV (https://www.w3.org/TR/vocab-dqv/): what the gold says of the extractor that made this data set."""
        for one in quality:
            metric = self.part(f"metric-{keys.digest(one.metric)}")
            node = self.part(f"quality-{keys.digest(one.gold, one.metric)}")
            yield metric, RDF.type, DQV.Metric
            yield metric, RDFS.label, Literal(one.metric, language="en")
            yield self.subject, DQV.hasQualityMeasurement, node
            yield node, RDF.type, DQV.QualityMeasurement
            yield node, DQV.isMeasurementOf, metric
            yield node, DQV.computedOn, self.subject
            yield node, DQV.value, Literal(f"{one.value:.4f}", datatype=XSD.decimal)
            yield node, DCTERMS.source, Literal(one.gold)
            yield node, DCTERMS.issued, Literal(one.date, datatype=XSD.date)
            yield node, RDFS.comment, Literal(one.told, language="en")


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
