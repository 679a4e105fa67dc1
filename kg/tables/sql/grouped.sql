-- The groups that claims are in, each known by the digest of what its claims say, and those that were never settled.
CREATE OR REPLACE TABLE grouped AS
WITH rooted AS (
  SELECT claim, digest, n, coalesce(joined.first, n) AS root FROM numbered LEFT JOIN joined USING (n)
), groups AS (
  SELECT root, md5(array_to_string(list_sort(list(digest)), ' ')) AS grp FROM rooted GROUP BY root
)
SELECT claim, n, root, grp FROM rooted JOIN groups USING (root);

CREATE OR REPLACE TABLE unsettled AS
SELECT DISTINCT grp FROM grouped ANTI JOIN settled USING (grp);

INSERT INTO visited SELECT DISTINCT grp FROM grouped;
