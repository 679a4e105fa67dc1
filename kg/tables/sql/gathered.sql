-- Short names go to those that they are of.
CREATE OR REPLACE TABLE known_by AS
SELECT token, any_value(link) AS link, any_value(folded) AS folded, any_value(family) AS family
FROM targets WHERE scope = '' GROUP BY token;

CREATE OR REPLACE TABLE final AS
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

INSERT INTO linked
SELECT article, chain, final.link, forms, sureness, reason
FROM final JOIN new.chains USING (article, chain) WHERE final.link <> '';

-- The chains of names that entities are made of.
CREATE OR REPLACE TABLE gathered AS
SELECT
  unlinked.article, unlinked.record, unlinked.chain, unlinked.kinds, unlinked.forms, unlinked.regions,
  if(final.short, [], unlinked.shown) AS shown,
  final.folded, final.family, final.scope, final.sureness, final.reason, final.short
FROM unlinked JOIN final USING (article, chain) WHERE final.link = '';

-- The names, each with a digest of the chains that bear it, and those that are new or borne otherwise than in the
-- release before.
CREATE OR REPLACE TABLE borne AS
SELECT
  folded, family, scope,
  md5(array_to_string(list_sort(list(concat_ws(' ', article, record, chain, short))), ' ')) AS bearers
FROM gathered GROUP BY ALL;

CREATE OR REPLACE TABLE unminted AS SELECT * FROM borne ANTI JOIN old.minted USING (folded, family, scope, bearers);
