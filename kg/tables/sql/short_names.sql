-- Variants of a person's name go by the name that the person goes by.
CREATE OR REPLACE TABLE going AS
SELECT
  article, chain,
  coalesce(varied.to_link, '') AS link,
  coalesce(varied.to_folded, called.folded) AS folded,
  called.family, called.scope,
  called.sureness,
  if(varied.folded IS NULL, called.reason, 'a variant of ' || varied.best) AS reason
FROM called LEFT JOIN varied
  ON called.folded = varied.folded AND called.family = 'Person' AND called.scope = '';

-- Chains that one word calls, and those that name in full somebody whom that word may call; with whom they stand.
CREATE OR REPLACE TABLE targets AS
SELECT article, chain, entity AS link, '' AS folded, '' AS family, '' AS scope, entity AS token FROM linked
UNION ALL
SELECT article, chain, link, folded, family, scope, if(link <> '', link, folded || '|' || family) FROM going;

CREATE OR REPLACE TABLE surroundings AS
SELECT DISTINCT article, token FROM targets JOIN new.chains USING (article, chain) WHERE beside;

CREATE OR REPLACE TABLE spread AS SELECT token, count(*) AS n FROM surroundings GROUP BY token;

CREATE OR REPLACE TABLE words AS
SELECT bare AS word, article, chain, '' AS who, targets.token, true AS own
FROM new.chains JOIN targets USING (article, chain) WHERE bare <> '' AND targets.link = ''
UNION ALL
SELECT call.word, article, chain, token, token, call.own
FROM (SELECT article, chain, token, unnest(calls) AS call FROM new.chains JOIN targets USING (article, chain));

CREATE OR REPLACE TABLE asked AS
SELECT word FROM words GROUP BY word HAVING bool_or(who = '') AND bool_or(who <> '');

CREATE OR REPLACE TABLE sightings AS
WITH beside AS (
  SELECT word, article, chain, who, own, list({'k': surroundings.token, 'n': spread.n} ORDER BY surroundings.token) AS around
  FROM words SEMI JOIN asked USING (word)
  JOIN surroundings USING (article) JOIN spread ON spread.token = surroundings.token
  WHERE surroundings.token <> words.token
  GROUP BY word, article, chain, who, own
)
SELECT words.word, article, chain, words.who, kind, outlet, day, gender, words.own, coalesce(around, []) AS around
FROM words SEMI JOIN asked USING (word)
JOIN new.chains USING (article, chain)
LEFT JOIN beside USING (word, article, chain, who, own);
