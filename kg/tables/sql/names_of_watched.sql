-- How the entities are called whose names were asked, one digest an article.
CREATE OR REPLACE TABLE watched_names AS
SELECT article, md5(array_to_string(list_sort(list(concat_ws(' ', entity, name, array_to_string(aliases, '|')))), ' ')) AS names
FROM (SELECT article, unnest(watched) AS entity FROM new.read) JOIN new.entities USING (entity)
GROUP BY article;
