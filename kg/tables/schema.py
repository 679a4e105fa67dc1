"""The tables and their columns, with DuckDB's types. Keys are the model's; ``json`` holds a value of the model."""

from __future__ import annotations

# Goes up with any change of a column that builds of other code read (``pipeline/replaced.py``): they take those of the
# same format only. All else is read by the code that wrote it.
FORMAT = "3"
COUNTS = "STRUCT(k VARCHAR, n BIGINT)[]"

CLAIMS = {
    "claim": "VARCHAR",
    "article": "VARCHAR",
    "input": "VARCHAR",
    "digest": "VARCHAR",
    "blocks": "BIGINT[]",
    "origin": "VARCHAR",
    "polarity": "VARCHAR",
    "news": "BOOLEAN",
    "entities": "VARCHAR[]",
    "json": "VARCHAR",
}

SCHEMA: dict[str, dict[str, str]] = {
    # an article of the release: the name of its record, and what copies and origins need of it
    "articles": {
        "article": "VARCHAR",
        "record": "VARCHAR",
        "publisher": "VARCHAR",
        "published": "VARCHAR",
        "reporters": "STRUCT(chain BIGINT, name VARCHAR)[]",
        "credits": "VARCHAR[]",  # folded names of those whose report it repeats
        "names": "UBIGINT[]",  # hashes of its names and numbers, sorted, each once
        "text": "VARCHAR",  # digest of title, text and date: what copies are judged by
        "title": "VARCHAR",  # folded, where it is long enough to tell a copy
        "triples": "UBIGINT[]",  # hashes of the text's word triples, sorted, each once
        "others": "VARCHAR[]",  # weaker keys that it could go by: what comes by one of them may be the same article
    },
    # a chain of mentions that may be an entity: what it is linked to, or else the name that it goes by
    "chains": {
        "article": "VARCHAR",
        "record": "VARCHAR",
        "chain": "BIGINT",
        "link": "VARCHAR",
        "folded": "VARCHAR",
        "family": "VARCHAR",
        "scope": "VARCHAR",  # the article (and chain) of a name that is good there only, else empty
        "kinds": COUNTS,
        "shown": COUNTS,
        "forms": COUNTS,
        "regions": COUNTS,
        "readings": "STRUCT(folded VARCHAR, family VARCHAR)[]",
        "named": "BOOLEAN",  # some mention is a name
        "start": "BIGINT",  # of its first mention: by which a chain is known again when its article is read anew
        "told": "BOOLEAN",  # is named, quoted, spoken to or reported from: an entity whatever is claimed of it
        # by what evidence of who it is is weighed (``resolve/identification.py``)
        "kind": "VARCHAR",
        "gender": "VARCHAR",
        "bare": "VARCHAR",  # the one word it is called by throughout, else empty
        "calls": "STRUCT(word VARCHAR, own BOOLEAN)[]",
        "surname": "VARCHAR",  # of a person named in full, not linked
        "persons": "STRUCT(surname VARCHAR, folded VARCHAR)[]",  # full names of a person that is linked
        "beside": "BOOLEAN",
        "seat": "VARCHAR",  # the town it is said to be in
        "outlet": "VARCHAR",
        "day": "BIGINT",
    },
    # pairs of texts that were compared, by their digests; ``overlap`` is null where neither is a copy of the other
    "copies": {
        "a": "VARCHAR",
        "b": "VARCHAR",
        "overlap": "DOUBLE",
        "title": "BOOLEAN",
        "spun": "DOUBLE",
        "alike": "DOUBLE",
    },
    "entities": {
        "entity": "VARCHAR",
        "name": "VARCHAR",
        "type": "VARCHAR",
        "kb": "VARCHAR",
        "aliases": "VARCHAR[]",
        "part_of": "VARCHAR",
        "provider": "VARCHAR",
    },
    # names that the knowledge base does not know, each an entity of its own: what makes its key, and what it is
    "minted": {
        "folded": "VARCHAR",
        "family": "VARCHAR",
        "scope": "VARCHAR",
        "bearers": "VARCHAR",  # a digest of the chains that bear it
        "stem": "VARCHAR",
        "hex": "VARCHAR",
        "name": "VARCHAR",
        "type": "VARCHAR",
        "aliases": "VARCHAR[]",
        "part_of": "VARCHAR",
    },
    # which entity each chain is
    # which entity each chain is; where its name alone does not say so, how sure that is and why
    "mapping": {
        "article": "VARCHAR",
        "chain": "BIGINT",
        "entity": "VARCHAR",
        "sureness": "DOUBLE",
        "reason": "VARCHAR",
    },
    # where each article's reporting comes from; ``told`` holds all that a claim of it can depend on
    "sources": {"article": "VARCHAR", "origin": "VARCHAR", "outlet": "VARCHAR", "told": "VARCHAR"},
    # claims resolved; ``input`` is the digest of all that those of its article were made from, ``digest`` that of the
    # claim with its article's source, ``blocks`` are the keys by which claims meet
    "claims": CLAIMS,
    # claims of undated pages that get a time from the news that dated pages have too
    "redated": CLAIMS,
    # articles read so far, with what went in, and the names of entities that their claims were compared with
    "read": {"article": "VARCHAR", "input": "VARCHAR", "watched": "VARCHAR[]", "names": "VARCHAR"},
    # situations by the group of claims they were settled in; ``bridges`` are keys that only all claims together have
    "clusters": {
        "grp": "VARCHAR",
        "cluster": "VARCHAR",
        "input": "VARCHAR",  # a digest of its claims and of what they say together
        "family": "VARCHAR",
        "direction": "VARCHAR",
        "claims": "VARCHAR[]",
        "pairs": "STRUCT(role VARCHAR, token VARCHAR)[]",
        "named": "VARCHAR[]",
        "low": "VARCHAR",
        "high": "VARCHAR",
        "bridges": "BIGINT[]",
        "accounts": "VARCHAR[]",  # keys shared with situations that are alike but for their date or one party
        "denials": "VARCHAR[]",  # claims that deny what is
        "articles": "VARCHAR[]",
        "report": "VARCHAR",  # as denials see it; null where nothing affirms it
    },
    # denials in other situations that stand against one
    "opposing": {"cluster": "VARCHAR", "claim": "VARCHAR"},
    "situations": {
        "situation": "VARCHAR",
        "input": "VARCHAR",
        "asserted": "BOOLEAN",
        "unsure": "BOOLEAN",
        "entities": "VARCHAR[]",
        "json": "VARCHAR",
        "disagreements": "VARCHAR[]",
    },
    # what became of each pledge; ``input`` is a digest of all that bears on the pledges of its pledger
    "timelines": {"pledger": "VARCHAR", "input": "VARCHAR", "pledge": "VARCHAR", "json": "VARCHAR"},
    # which situation each claim is about
    "about": {"claim": "VARCHAR", "situation": "VARCHAR", "polarity": "VARCHAR"},
    "disagreements": {"disagreement": "VARCHAR", "situation": "VARCHAR", "json": "VARCHAR"},
    # what is written as quads by itself (entity, article, situation, disagreement), with a digest of all that it is
    # made from, and the lines that another may write too
    "units": {"kind": "VARCHAR", "key": "VARCHAR", "digest": "VARCHAR", "links": "VARCHAR[]"},
}
