-- Flat table: the entities of the graph, with what they are counted in.
CREATE OR REPLACE VIEW flat AS
WITH mentioned AS (
  SELECT entity, count(DISTINCT article) AS n FROM old.mapping GROUP BY entity
), claimed AS (
  SELECT entity, count(*) AS n FROM (SELECT claim, unnest(entities) AS entity FROM told) GROUP BY entity
), situated AS (
  SELECT entity, count(*) AS n, count(*) FILTER (asserted) AS asserted
  FROM (SELECT situation, asserted, unnest(entities) AS entity FROM old.situations) GROUP BY entity
), publishing AS (
  SELECT entity, count(*) AS n FROM old.articles JOIN publishers USING (publisher) GROUP BY entity
)
SELECT
  entity_iri(one.entity) AS entity,
  one.name,
  one.type,
  list_sort([alias FOR alias IN coalesce(one.aliases, []) IF alias <> one.name]) AS aliases,
  one.kb AS same_as,
  nullif(regexp_extract(one.kb, '^https?://www\.wikidata\.org/entity/(Q[0-9]+)$', 1), '') AS wikidata,
  nullif(regexp_extract(one.kb, '^https?://ror\.org/([0-9a-z]+)$', 1), '') AS ror,
  whole.name AS part_of,
  entity_iri(whole.entity) AS part_of_iri,
  maker.name AS provider,
  entity_iri(maker.entity) AS provider_iri,
  coalesce(mentioned.n, 0) AS article_count,
  coalesce(claimed.n, 0) AS claim_count,
  coalesce(situated.n, 0) AS situation_count,
  coalesce(situated.asserted, 0) AS asserted_count,
  coalesce(publishing.n, 0) AS published_count
FROM described AS one
LEFT JOIN described AS whole ON whole.entity = one.part_of
LEFT JOIN described AS maker ON maker.entity = one.provider
LEFT JOIN mentioned ON mentioned.entity = one.entity
LEFT JOIN claimed ON claimed.entity = one.entity
LEFT JOIN situated ON situated.entity = one.entity
LEFT JOIN publishing ON publishing.entity = one.entity;
