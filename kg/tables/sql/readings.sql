-- Names read as several families of types: how often as each.
CREATE OR REPLACE TABLE readings AS
SELECT
  folded, family, count(*) AS chains, bool_or(named) AS named,
  count(*) FILTER (len(kinds) = 1 AND kinds[1].k = 'Organization') AS vague
FROM unlinked WHERE scope = ''
GROUP BY folded, family
QUALIFY count(*) OVER (PARTITION BY folded) > 1;
