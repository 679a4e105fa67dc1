# expect: Dataset-graph
INSERT DATA { <release/r1> a void:Dataset } ;

# expect: Dataset-title
DELETE WHERE { GRAPH g:release { <release/r1> dcterms:title ?old } } ;

# expect: Dataset-issued
DELETE WHERE { GRAPH g:release { <release/r1> dcterms:issued ?old } } ;

# expect: Dataset-triples
DELETE WHERE { GRAPH g:release { <release/r1> void:triples ?old } } ;

# expect: Dataset-checksum
DELETE WHERE { GRAPH g:release { <release/r1> spdx:checksum ?old } } ;

# expect: Dataset-license
DELETE WHERE { GRAPH g:release { <release/r1> dcterms:license ?old } } ;

# expect: Dataset-distribution
DELETE WHERE { GRAPH g:release { <release/r1> dcat:distribution ?old } } ;
INSERT DATA { GRAPH g:release { <release/r1> dcat:distribution e:nothing } } ;

# expect: Distribution-downloadURL
DELETE WHERE { GRAPH g:release { ?dump dcat:downloadURL ?old } } ;

# expect: Distribution-mediaType
DELETE WHERE { GRAPH g:release { ?dump dcat:mediaType ?old } } ;

# expect: DataDump-checksum
DELETE WHERE { GRAPH g:release { <dump/r1/x.nq.zst> spdx:checksum ?old } } ;

# expect: DataDump-byteSize
DELETE WHERE { GRAPH g:release { <dump/r1/x.nq.zst> dcat:byteSize ?old } } ;

# expect: Distribution-checksum
INSERT DATA { GRAPH g:release { <dump/r1/claims.parquet> spdx:checksum <release/r1/content-checksum>, e:nothing } } ;

# expect: Checksum-algorithm
INSERT DATA { GRAPH g:release { <release/r1/content-checksum> spdx:algorithm kg:Nonsense } } ;

# expect: Checksum-value
DELETE WHERE { GRAPH g:release { <release/r1/content-checksum> spdx:checksumValue ?old } } ;

# expect: Dataset-publisher
DELETE WHERE { GRAPH g:release { <release/r1> dcterms:publisher ?old } } ;

# expect: Dataset-publisher
DELETE WHERE { GRAPH g:release { <release/r1/publisher> a ?old } } ;

# expect: Distribution-accessURL
DELETE WHERE { GRAPH g:release { <dump/r1/x.nq.zst> dcat:accessURL ?old } } ;

# expect: Distribution-mediaType
DELETE WHERE { GRAPH g:release { <https://www.iana.org/assignments/media-types/application/zstd> a ?old } } ;

# expect: Distribution-byteSize
DELETE WHERE { GRAPH g:release { <dump/r1/x.nq.zst> dcat:byteSize ?old } } ;
INSERT DATA { GRAPH g:release { <dump/r1/x.nq.zst> dcat:byteSize -3 } } ;

# expect: DataService-title
DELETE WHERE { GRAPH g:release { <sparql> dcterms:title ?old } } ;

# expect: DataService-endpointURL
DELETE WHERE { GRAPH g:release { <sparql> dcat:endpointURL ?old } } ;
