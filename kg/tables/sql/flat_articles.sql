-- Flat table: the articles, with whose reporting they are and what they are counted in.
CREATE OR REPLACE VIEW flat AS
WITH claimed AS (
  SELECT article, count(*) AS claims, count(DISTINCT situation) AS situations
  FROM told JOIN old.about USING (claim) GROUP BY article
), mentioned AS (
  SELECT article, count(DISTINCT entity) AS n FROM old.mapping SEMI JOIN described USING (entity) GROUP BY article
)
SELECT
  article_iri(article) AS article,
  bibliography.type,
  bibliography.title,
  bibliography.url,
  bibliography.outlet,
  entity_iri(bibliography.outlet_key) AS outlet_iri,
  bibliography.authors,
  bibliography.published,
  bibliography.published_as_given,
  bibliography.language,
  article_iri(sources.origin) AS origin,
  bibliography.replaces,
  source.name AS source_outlet,
  entity_iri(source.entity) AS source_outlet_iri,
  graph_iri(article) AS graph,
  bibliography.text_sha256,
  coalesce(claimed.claims, 0) AS claim_count,
  coalesce(claimed.situations, 0) AS situation_count,
  coalesce(mentioned.n, 0) AS entity_count
FROM bibliography JOIN old.sources USING (article)
LEFT JOIN described AS source ON source.entity = sources.outlet
LEFT JOIN claimed USING (article) LEFT JOIN mentioned USING (article);
