-- Short names go to those that they are of.
CREATE OR REPLACE TABLE known_by AS
SELECT token, any_value(link) AS link, any_value(folded) AS folded, any_value(family) AS family
FROM targets WHERE scope = '' GROUP BY token;

CREATE OR REPLACE TABLE finally AS
SELECT
  going.article, going.chain,
  if(given.who IS NULL, going.link, known_by.link) AS link,
  if(given.who IS NULL, going.folded, known_by.folded) AS folded,
  if(given.who IS NULL, going.family, known_by.family) AS family,
  if(given.who IS NULL, going.scope, '') AS scope,
  coalesce(given.sureness, going.sureness) AS sureness,
  coalesce(given.reason, going.reason) AS reason,
  given.who IS NOT NULL AS short
FROM going LEFT JOIN given USING (article, chain) LEFT JOIN known_by ON known_by.token = given.who;

-- Names whose bearers are seated in several towns, with all that is told of them.
CREATE OR REPLACE TABLE namesakes AS
WITH several AS (
  SELECT finally.folded, finally.family FROM finally JOIN new.chains USING (article, chain)
  WHERE finally.link = '' AND finally.scope = '' AND seat <> ''
  GROUP BY finally.folded, finally.family HAVING count(DISTINCT seat) > 1
), beside AS (
  SELECT article, chain, list({'k': surroundings.token, 'n': spread.n} ORDER BY surroundings.token) AS around
  FROM finally SEMI JOIN several USING (folded, family)
  JOIN targets USING (article, chain)
  JOIN surroundings USING (article) JOIN spread ON spread.token = surroundings.token
  WHERE finally.link = '' AND finally.scope = '' AND surroundings.token <> finally.folded || '|' || finally.family
  GROUP BY article, chain
)
SELECT
  finally.folded, finally.family, article, chain, seat AS who, kind, outlet, day, gender, true AS own,
  coalesce(around, []) AS around
FROM finally SEMI JOIN several USING (folded, family)
JOIN new.chains USING (article, chain) LEFT JOIN beside USING (article, chain)
WHERE finally.link = '' AND finally.scope = '' AND kind IS NOT NULL;
