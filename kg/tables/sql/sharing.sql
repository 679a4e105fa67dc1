-- Pairs of articles that may be copies: they share several word triples, or a long title. Among the holders of a triple
-- each is paired with the next and with the first: linear where a wire story has a hundred copies, and they still hang
-- together. Articles go by number here: a number is quicker to sort than a key.
CREATE OR REPLACE TABLE numbered_articles AS
SELECT row_number() OVER (ORDER BY article) AS n, article, text, record, title, triples FROM new.articles;

CREATE OR REPLACE TABLE sharing AS
WITH holders AS (
  SELECT n, lag(n) OVER held AS previous, first_value(n) OVER held AS first
  FROM (SELECT n, unnest(triples) AS hash FROM numbered_articles)
  WINDOW held AS (PARTITION BY hash ORDER BY n)
), titled AS (
  SELECT n, lag(n) OVER held AS previous, first_value(n) OVER held AS first
  FROM numbered_articles WHERE title <> ''
  WINDOW held AS (PARTITION BY title ORDER BY n)
), pairs AS (
  SELECT a, b FROM (
    SELECT previous AS a, n AS b FROM holders WHERE previous IS NOT NULL
    UNION ALL
    SELECT first, n FROM holders WHERE previous IS NOT NULL AND first <> previous
  ) GROUP BY a, b HAVING count(*) > $words
  UNION
  SELECT previous, n FROM titled WHERE previous IS NOT NULL
  UNION
  SELECT first, n FROM titled WHERE previous IS NOT NULL
)
SELECT
  one.article AS a, other.article AS b, one.text AS text_a, other.text AS text_b, one.record AS record_a, other.record AS record_b,
  least(len(one.triples), len(other.triples)) AS smaller, one.title <> '' AND one.title = other.title AS title
FROM pairs
JOIN numbered_articles AS one ON one.n = pairs.a
JOIN numbered_articles AS other ON other.n = pairs.b;

-- Those that were never compared, with the share of the smaller one's triples that the other holds.
CREATE OR REPLACE TABLE uncompared AS
SELECT sharing.*, len(list_intersect(one.triples, other.triples)) / greatest(smaller, 1) AS overlap
FROM (SELECT * FROM sharing ANTI JOIN old.copies ON copies.a = sharing.text_a AND copies.b = sharing.text_b) AS sharing
JOIN new.articles AS one ON one.article = sharing.a
JOIN new.articles AS other ON other.article = sharing.b;
