-- Which chains mean an entity of the knowledge base: those linked where they stand, and names that are linked nowhere
-- but, in other articles, to one entity only.
CREATE OR REPLACE TABLE meant AS
SELECT reading.folded, reading.family, min(link) AS entity
FROM (SELECT link, unnest(readings) AS reading FROM new.chains WHERE link IS NOT NULL)
GROUP BY ALL
HAVING count(DISTINCT link) = 1;

CREATE OR REPLACE TABLE linked AS
SELECT article, chain, link AS entity, forms FROM new.chains WHERE link IS NOT NULL
UNION ALL
SELECT chains.article, chains.chain, meant.entity, chains.forms
FROM new.chains JOIN meant USING (folded, family)
WHERE chains.link IS NULL AND chains.scope = '';

-- The rest, by name.
CREATE OR REPLACE TABLE unlinked AS
SELECT * FROM new.chains ANTI JOIN linked USING (article, chain);

-- A name taken for an organization of no known kind joins the one other name, good in all articles, that is spelt the
-- same and borne as often.
CREATE OR REPLACE TABLE joining AS
WITH bearers AS (
  SELECT folded, family, scope, sum(n) AS total, bool_and(kind = 'Organization') AS vague
  FROM (SELECT folded, family, scope, unnest(kinds).k AS kind, unnest(kinds).n AS n FROM unlinked)
  GROUP BY ALL
)
SELECT one.folded, one.family, one.scope, min(other.family) AS target
FROM bearers AS one JOIN bearers AS other
  ON one.folded = other.folded AND other.scope = '' AND (one.family, one.scope) <> (other.family, other.scope)
WHERE one.vague
GROUP BY one.folded, one.family, one.scope, one.total
HAVING count(*) = 1 AND min(other.total) >= one.total;

CREATE OR REPLACE TABLE gathered AS
SELECT
  unlinked.* EXCLUDE (family, scope),
  unlinked.family,
  unlinked.scope,
  coalesce(joining.target, unlinked.family) AS borne,
  if(joining.target IS NULL, unlinked.scope, '') AS within
FROM unlinked LEFT JOIN joining USING (folded, family, scope);

-- The names that entities are made of, each with a digest of the chains that bear it, and those that are new or borne
-- otherwise than in the release before.
CREATE OR REPLACE TABLE borne AS
SELECT
  folded, borne AS family, within AS scope,
  md5(array_to_string(list_sort(list(concat_ws(' ', article, record, chain))), ' ')) AS bearers
FROM gathered GROUP BY ALL;

CREATE OR REPLACE TABLE unminted AS SELECT * FROM borne ANTI JOIN old.minted USING (folded, family, scope, bearers);
