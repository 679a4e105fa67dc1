-- Entities that have a name, or are a notion with a common one: $notions were told by the fusion.
CREATE OR REPLACE TABLE notable AS
SELECT entity FROM new.entities WHERE kb IS NOT NULL
UNION
SELECT entity FROM notions
UNION
SELECT entity FROM new.mapping JOIN new.chains USING (article, chain) WHERE chains.named;

-- All that the claims of an article are made from, as one digest: its record, its entities, its source.
CREATE OR REPLACE TABLE inputs AS
WITH mapped AS (
  SELECT article, array_to_string(list_sort(list(concat_ws(' ', chain, entity, type, notable.entity IS NOT NULL, sureness))), ' ') AS told
  FROM new.mapping JOIN new.entities USING (entity) LEFT JOIN notable USING (entity)
  GROUP BY article
)
SELECT article, record, md5(concat_ws(' ', '$version', record, sources.told, coalesce(mapped.told, ''))) AS input
FROM new.articles JOIN new.sources USING (article) LEFT JOIN mapped USING (article);

-- Articles whose claims are to be made anew: what goes in is new, or an entity is called otherwise whose name was asked.
CREATE OR REPLACE TABLE unread AS
WITH watched AS (
  SELECT article, md5(array_to_string(list_sort(list(concat_ws(' ', entity, name, array_to_string(aliases, '|')))), ' ')) AS names
  FROM (SELECT article, unnest(watched) AS entity FROM old.read) JOIN new.entities USING (entity)
  GROUP BY article
)
SELECT inputs.* FROM inputs LEFT JOIN old.read AS was USING (article, input) LEFT JOIN watched USING (article)
WHERE was.article IS NULL OR (len(was.watched) > 0 AND was.names IS DISTINCT FROM watched.names);
