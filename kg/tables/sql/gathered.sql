-- Those of one name who are several are apart.
CREATE OR REPLACE TABLE final AS
SELECT
  article, chain, link, folded, family,
  if(parted.who IS NULL, finally.scope, 'in ' || parted.who) AS scope,
  least(finally.sureness, coalesce(parted.sureness, 1.0)) AS sureness,
  if(parted.who IS NULL OR finally.reason <> '', finally.reason, parted.reason) AS reason,
  short
FROM finally LEFT JOIN parted USING (article, chain);

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
