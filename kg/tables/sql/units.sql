-- All that is written as quads by itself, with a digest of what it is made from; $version is that of the program and of
-- the settings that the quads depend on.
CREATE OR REPLACE TABLE written AS SELECT * FROM spoken_of UNION SELECT * FROM outlets;

CREATE OR REPLACE TABLE made AS
WITH placed AS (
  SELECT part.*, whole.type AS whole, maker.entity IS NOT NULL AS made
  FROM written AS part
  LEFT JOIN written AS whole ON whole.entity = part.part_of
  LEFT JOIN written AS maker ON maker.entity = part.provider
), mapped AS (
  SELECT article, array_to_string(list_sort(list(concat_ws(' ', chain, entity))), ' ') AS told
  FROM new.mapping SEMI JOIN spoken_of USING (entity) GROUP BY article
), claimed AS (
  SELECT article, array_to_string(list_sort(list(concat_ws(' ', digest, situation))), ' ') AS told
  FROM told_claims JOIN new.about USING (claim) GROUP BY article
), called AS (
  SELECT situation, array_to_string(list_sort(list(concat_ws(' ', entity, name))), ' ') AS told
  FROM (SELECT situation, unnest(entities) AS entity FROM new.situations) JOIN written USING (entity)
  GROUP BY situation
)
SELECT 'entity' AS kind, entity AS key, concat_ws(' ', name, type, kb, aliases::VARCHAR, part_of, provider, whole, made) AS told
FROM placed
UNION ALL
SELECT 'article', article, concat_ws(' ', record, sources.told, publishers.entity, mapped.told, '-', claimed.told)
FROM new.articles JOIN new.sources USING (article)
LEFT JOIN publishers USING (publisher) LEFT JOIN mapped USING (article) LEFT JOIN claimed USING (article)
UNION ALL
SELECT 'situation', situation, concat_ws(' ', situations.input, situations.json, called.told, timelines.json)
FROM new.situations LEFT JOIN called USING (situation) LEFT JOIN new.timelines ON pledge = situation
UNION ALL
SELECT 'disagreement', disagreement, concat_ws(' ', json, asserted) FROM new.disagreements JOIN (
  SELECT situation, asserted FROM new.situations
) USING (situation);

CREATE OR REPLACE TABLE wanted AS SELECT kind, key, md5(concat_ws(' ', '$version', told)) AS digest FROM made;

CREATE OR REPLACE TABLE rewritten AS SELECT * FROM wanted ANTI JOIN old.units USING (kind, key, digest);

CREATE OR REPLACE TABLE outdated AS SELECT kind, key FROM old.units ANTI JOIN wanted USING (kind, key, digest);
