-- What each situation is made from: its claims, the denials in other situations that stand against it, and the
-- confidence from which it may be asserted ($floor).
CREATE OR REPLACE TABLE due AS
WITH against AS (
  SELECT opposing.cluster, array_to_string(list_sort(list(digest)), ' ') AS told
  FROM new.opposing JOIN told_claims USING (claim)
  GROUP BY cluster
)
SELECT cluster, md5(concat_ws(' ', standing.input, cluster, coalesce(against.told, ''), '$floor')) AS input
FROM standing LEFT JOIN against USING (cluster);

CREATE OR REPLACE TABLE undone AS
SELECT due.* FROM due ANTI JOIN old.situations AS was ON was.situation = due.cluster AND was.input = due.input;

-- The claims of those: their own in their order, then those against them.
CREATE OR REPLACE TABLE undone_claims AS
SELECT cluster, 0 AS side, generate_subscripts(claims, 1) AS place, unnest(claims) AS claim FROM standing SEMI JOIN undone USING (cluster)
UNION ALL
SELECT cluster, 1, row_number() OVER (PARTITION BY cluster ORDER BY claim), claim FROM new.opposing SEMI JOIN undone USING (cluster);
