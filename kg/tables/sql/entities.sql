-- Entities of the knowledge base and our own, and which of them each chain is.
CREATE OR REPLACE TABLE entity_of_chain AS
SELECT article, chain, entity FROM linked
UNION ALL
SELECT gathered.article, gathered.chain, keyed.entity
FROM gathered JOIN keyed
  ON gathered.folded = keyed.folded AND gathered.borne = keyed.family AND gathered.within = keyed.scope;
