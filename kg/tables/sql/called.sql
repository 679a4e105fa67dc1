-- What each chain that is not linked goes by: its name, of the family that the name is of in truth.
CREATE OR REPLACE TABLE called AS
SELECT
  article, chain, '' AS link, unlinked.folded, coalesce(corrected.truth, unlinked.family) AS family, scope,
  1.0::DOUBLE AS sureness,
  if(corrected.truth IS NULL, '', 'mostly read as ' || corrected.truth) AS reason,
  false AS short
FROM unlinked LEFT JOIN corrected
  ON unlinked.scope = '' AND unlinked.folded = corrected.folded AND unlinked.family = corrected.family;

-- Full names of people, by surname: how many chains bear each, linked or not, and of which gender.
CREATE OR REPLACE TABLE full_names AS
WITH bearing AS (
  SELECT surname, called.folded, '' AS link, gender
  FROM called JOIN new.chains USING (article, chain)
  WHERE called.family = 'Person' AND called.scope = '' AND surname <> ''
  UNION ALL
  SELECT one.surname, one.folded, link, gender
  FROM (
    SELECT linked.entity AS link, gender, unnest(persons) AS one FROM linked JOIN new.chains USING (article, chain)
  )
)
SELECT
  surname, folded, link, count(*) AS chains,
  count(*) FILTER (gender = 'f') AS women, count(*) FILTER (gender = 'm') AS men
FROM bearing
GROUP BY surname, folded, link
QUALIFY count(*) OVER (PARTITION BY surname) > 1;
