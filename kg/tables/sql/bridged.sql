-- Claims of one group that a situation of another may meet on what only all of its claims together say.
CREATE OR REPLACE TABLE edges AS
SELECT DISTINCT met.n, bridge.root AS first
FROM (
  SELECT unnest(bridges) AS key, root
  FROM settled JOIN (SELECT DISTINCT grp, root FROM grouped) USING (grp)
  WHERE len(bridges) > 0
) AS bridge
JOIN met USING (key)
JOIN grouped ON grouped.n = met.n
WHERE grouped.root <> bridge.root;
