-- The entities that the graph has: what has a name or an identifier, is in a claim or quotation, or is what these belong
-- to. What an article merely describes, and says nothing of, is nobody's question.
CREATE OR REPLACE TABLE spoken_of AS
WITH RECURSIVE spoken AS (
  SELECT entity FROM new.entities
  WHERE kb IS NOT NULL OR starts_with(entity, 'kb-') OR entity NOT IN (SELECT entity FROM new.mapping)
  UNION
  SELECT entity FROM new.mapping JOIN new.chains USING (article, chain) WHERE chains.told
  UNION
  SELECT unnest(entities) FROM new.claims
  UNION
  SELECT outlet FROM new.sources WHERE outlet IS NOT NULL
), kept AS (
  SELECT entity FROM spoken
  UNION
  SELECT owner FROM kept JOIN (
    SELECT entity, unnest([part_of, provider]) AS owner FROM new.entities
  ) USING (entity) WHERE owner IS NOT NULL
)
SELECT entities.* FROM new.entities SEMI JOIN kept USING (entity);
