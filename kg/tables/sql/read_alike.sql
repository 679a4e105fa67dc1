-- Which chains mean an entity of the knowledge base: those linked where they stand, and names that are linked nowhere
-- but, in other articles, to one entity, or hardly to others.
CREATE OR REPLACE TABLE meant AS
WITH links AS (
  SELECT reading.folded, reading.family, link, count(*) AS n
  FROM (SELECT link, unnest(readings) AS reading FROM new.chains WHERE link IS NOT NULL)
  GROUP BY ALL
)
SELECT folded, family, max({'n': n, 'link': link}).link AS entity
FROM links GROUP BY folded, family
HAVING max(n) >= $overwhelming * (sum(n) - max(n));

CREATE OR REPLACE TABLE linked AS
SELECT article, chain, link AS entity, forms, 1.0::DOUBLE AS sureness, '' AS reason
FROM new.chains WHERE link IS NOT NULL
UNION ALL
SELECT chains.article, chains.chain, meant.entity, chains.forms, 1.0, 'linked so in other articles'
FROM new.chains JOIN meant USING (folded, family)
WHERE chains.link IS NULL AND chains.scope = '';

-- The rest, by name.
CREATE OR REPLACE TABLE unlinked AS
SELECT * FROM new.chains ANTI JOIN linked USING (article, chain);
