-- Flat table: the situations in the table batch; labels holds their labels.
CREATE OR REPLACE TABLE telling AS
SELECT
  about.situation, count(*) AS claims,
  count(*) FILTER (about.polarity = 'affirmed') AS affirmed,
  count(*) FILTER (about.polarity = 'negated') AS negated,
  count(*) FILTER (about.polarity = 'unknown') AS unknown,
  count(DISTINCT article) AS articles,
  min(bibliography.published) AS first_published, max(bibliography.published) AS last_published
FROM old.about JOIN told USING (claim) JOIN bibliography USING (article) GROUP BY about.situation;

CREATE OR REPLACE TABLE against AS
SELECT cluster AS situation, count(DISTINCT claim) AS claims FROM old.opposing GROUP BY cluster;

CREATE OR REPLACE TABLE disputes AS SELECT situation, count(*) AS n FROM old.disagreements GROUP BY situation;

CREATE OR REPLACE VIEW flat AS
WITH read AS (
  SELECT situation, asserted, json_transform_strict(json, '{
    "frame": "VARCHAR", "direction": "VARCHAR", "duration": "VARCHAR", "predicate": "VARCHAR",
    "roles": [{"role": "VARCHAR", "entity": "VARCHAR", "value": "VARCHAR"}],
    "origins": ["VARCHAR"], "reasons": ["VARCHAR"],
    "time": {"edtf": "VARCHAR", "not_before": "VARCHAR", "not_after": "VARCHAR"},
    "expires": {"edtf": "VARCHAR"}
  }') AS one
  FROM old.situations SEMI JOIN batch ON batch.key = situations.situation
), filled AS (
  SELECT situation, rank, filling.role, filling.entity, described.name, filling.value, general
  FROM (
    SELECT
      situation, one.frame, unnest(one.roles) AS filling, generate_subscripts(one.roles, 1) AS rank
    FROM read
  ) AS one_filled
  LEFT JOIN described ON described.entity = filling.entity
  LEFT JOIN generals ON generals.frame = one_filled.frame AND generals.role = filling.role
), roles AS (
  SELECT
    situation,
    list({
      'general': general, 'role': role, 'entity': entity_iri(entity), 'name': name, 'value': value
    } ORDER BY rank) AS fillings
  FROM filled GROUP BY situation
)
SELECT
  situation_iri(situation) AS situation,
  labels.label,
  one.frame, kinds.kind, asserted, one.reasons, one.direction,
  shown(fillings, 'agent') AS agent, linked(fillings, 'agent') AS agent_iris,
  shown(fillings, 'theme') AS theme, linked(fillings, 'theme') AS theme_iris,
  shown(fillings, 'recipient') AS recipient, linked(fillings, 'recipient') AS recipient_iris,
  shown(fillings, 'place') AS place, linked(fillings, 'place') AS place_iris,
  [{
    'role': filling.role, 'entity': filling.entity, 'name': filling.name, 'value': filling.value
  } FOR filling IN coalesce(fillings, [])] AS roles,
  one.time.edtf AS time,
  only_day(one.time.not_before, one.time.not_after) AS date,
  as_day(one.time.not_before) AS not_before,
  as_day(one.time.not_after) AS not_after,
  one.duration,
  one.expires.edtf AS expires,
  coalesce(telling.claims, 0) AS claim_count,
  coalesce(telling.affirmed, 0) AS affirmed_count,
  coalesce(telling.negated, 0) AS negated_count,
  coalesce(telling.unknown, 0) AS unknown_count,
  coalesce(against.claims, 0) AS denied_elsewhere_count,
  coalesce(telling.articles, 0) AS article_count,
  len(one.origins) AS origin_count,
  [article_iri(origin) FOR origin IN one.origins] AS origins,
  coalesce(disputes.n, 0) AS disagreement_count,
  telling.first_published, telling.last_published,
  one.predicate
FROM read
LEFT JOIN roles USING (situation) LEFT JOIN labels USING (situation) LEFT JOIN kinds ON kinds.frame = one.frame
LEFT JOIN telling USING (situation) LEFT JOIN against USING (situation) LEFT JOIN disputes USING (situation);
