-- What can bear on the pledges of each pledger: situations of theirs, of the frames that their acts would be told in, each
-- with the first day on which an article tells of it, and on which one tells it as its news.
CREATE OR REPLACE TABLE bearing_pairs AS
SELECT DISTINCT pledger, situation, situations.input FROM (
  SELECT situation, input, split_part(situation, '-', 1) AS frame, unnest(entities) AS pledger FROM new.situations
) AS situations JOIN wanted_frames USING (pledger, frame)
UNION
SELECT pledger, situation, input FROM wanted_frames JOIN new.situations ON situation = pledge;

CREATE OR REPLACE TABLE borne AS
WITH told AS (
  SELECT situation, min(day) AS day, min(CASE WHEN news THEN day END) AS news
  FROM (SELECT DISTINCT situation FROM bearing_pairs) JOIN new.about USING (situation)
  JOIN told_claims USING (claim) JOIN days USING (article)
  GROUP BY situation
)
SELECT pledger, situation, input, day, news FROM bearing_pairs LEFT JOIN told USING (situation);

CREATE OR REPLACE TABLE bearing_entities AS
SELECT DISTINCT pledger, entities.* FROM (
  SELECT pledger, unnest(entities) AS entity FROM bearing_pairs JOIN new.situations USING (situation)
) JOIN new.entities USING (entity);

CREATE OR REPLACE TABLE bearing AS
WITH who AS (
  SELECT pledger, array_to_string(list_sort(list(concat_ws(' ', entity, name, type, kb, aliases::VARCHAR, part_of))), ' ') AS told
  FROM bearing_entities GROUP BY pledger
)
SELECT pledger, md5(concat_ws(' ', array_to_string(list_sort(list(concat_ws(' ', situation, input, day, news))), ' '), any_value(who.told))) AS input
FROM borne LEFT JOIN who USING (pledger) GROUP BY pledger;

CREATE OR REPLACE TABLE untold AS SELECT * FROM bearing ANTI JOIN old.timelines USING (pledger, input);
