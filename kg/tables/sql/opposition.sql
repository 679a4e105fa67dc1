-- Which denials may be about which situations: by a filler in common, or, where a denial names nothing, by the article.
CREATE OR REPLACE TABLE candidates AS
WITH reports AS (
  SELECT cluster, family, direction, unnest(pairs, recursive := true) FROM standing WHERE report IS NOT NULL
), here AS (
  SELECT cluster, family, direction, unnest(articles) AS token FROM standing WHERE report IS NOT NULL
)
SELECT denial, cluster FROM asked JOIN reports USING (family, direction, role, token)
UNION
SELECT denial, cluster FROM asked JOIN here USING (family, direction, token) WHERE role = '';
