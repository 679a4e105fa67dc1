-- Flat table: the claims of the articles in the table batch; quotes holds their sentences.
CREATE OR REPLACE VIEW flat AS
WITH read AS (
  SELECT claim, article, json_transform_strict(json, '{
    "claim": {
      "frame": "VARCHAR", "direction": "VARCHAR", "extractor": "VARCHAR", "predicate": "VARCHAR", "rule": "VARCHAR",
      "polarity": "VARCHAR", "certainty": "VARCHAR", "actuality": "VARCHAR",
      "trigger": {"start": "INTEGER", "end": "INTEGER"},
      "evidence": {"start": "INTEGER", "end": "INTEGER"},
      "roles": [{"role": "VARCHAR", "text": "VARCHAR", "span": {"start": "INTEGER", "end": "INTEGER"}}],
      "time": {"text": "VARCHAR"},
      "attribution": [{"text": "VARCHAR", "span": {"start": "INTEGER", "end": "INTEGER"}}]
    },
    "fillings": [{"role": "VARCHAR", "entity": "VARCHAR", "value": "VARCHAR"}],
    "holders": ["VARCHAR"],
    "time": {"edtf": "VARCHAR", "not_before": "VARCHAR", "not_after": "VARCHAR"},
    "confidence": "DOUBLE"
  }') AS one
  FROM ordered SEMI JOIN batch ON batch.key = ordered.article
), filled AS (
  SELECT
    claim, rank, filling.role, filling.entity, described.name, general,
    CASE WHEN filling.entity IS NULL THEN coalesce(filling.value, spelled.text) END AS value, spelled
  FROM (
    SELECT
      claim, one.claim.frame AS frame, unnest(one.fillings) AS filling, unnest(one.claim.roles) AS spelled,
      generate_subscripts(one.fillings, 1) AS rank
    FROM read
  ) AS one_filled
  LEFT JOIN described ON described.entity = filling.entity
  LEFT JOIN generals ON generals.frame = one_filled.frame AND generals.role = filling.role
), roles AS (
  SELECT
    claim,
    list({
      'general': general, 'role': role, 'entity': entity_iri(entity), 'name': name, 'value': value,
      'words': spelled.text, 'words_start': spelled.span.start, 'words_end': spelled.span."end"
    } ORDER BY rank) AS fillings
  FROM filled GROUP BY claim
), held AS (
  SELECT claim, rank, holder, described.name, spelled
  FROM (
    SELECT
      claim, unnest(one.holders) AS holder, unnest(one.claim.attribution) AS spelled,
      generate_subscripts(one.holders, 1) AS rank
    FROM read
  ) LEFT JOIN described ON described.entity = holder
), holders AS (
  SELECT
    claim,
    list({
      'entity': entity_iri(holder), 'name': name, 'words': spelled.text,
      'words_start': spelled.span.start, 'words_end': spelled.span."end"
    } ORDER BY rank) AS attribution
  FROM held GROUP BY claim
)
SELECT
  claim_iri(claim) AS claim,
  one.claim.frame, one.claim.direction, one.claim.polarity, one.claim.certainty, one.claim.actuality,
  shown(fillings, 'agent') AS agent, linked(fillings, 'agent') AS agent_iris,
  shown(fillings, 'theme') AS theme, linked(fillings, 'theme') AS theme_iris,
  shown(fillings, 'recipient') AS recipient, linked(fillings, 'recipient') AS recipient_iris,
  shown(fillings, 'place') AS place, linked(fillings, 'place') AS place_iris,
  [{
    'role': filling.role, 'entity': filling.entity, 'name': filling.name, 'value': filling.value,
    'words': filling.words, 'words_start': filling.words_start, 'words_end': filling.words_end
  } FOR filling IN coalesce(fillings, [])] AS roles,
  one.time.edtf AS time,
  only_day(one.time.not_before, one.time.not_after) AS date,
  as_day(one.time.not_before) AS not_before,
  as_day(one.time.not_after) AS not_after,
  one.claim.time.text AS time_as_written,
  coalesce(attribution[1].name, attribution[1].words) AS attributed_to,
  attribution[1].entity AS attributed_to_iri,
  coalesce(attribution, []) AS attribution,
  round(one.confidence, 4) AS confidence,
  quotes.sentence,
  one.claim.evidence.start AS sentence_start,
  one.claim.evidence."end" AS sentence_end,
  one.claim.trigger.start AS trigger_start,
  one.claim.trigger."end" AS trigger_end,
  article_iri(article) AS article,
  bibliography.title AS article_title,
  bibliography.url AS article_url,
  bibliography.outlet,
  entity_iri(bibliography.outlet_key) AS outlet_iri,
  bibliography.published,
  article_iri(sources.origin) AS origin,
  graph_iri(article) AS graph,
  situation_iri(situation) AS situation,
  -- as kg extract tells it: what is merely possible is not asserted because another claim of it is
  asserted AND (one.claim.polarity, one.claim.certainty, one.claim.actuality) = ('affirmed', 'certain', 'actual')
    AS asserted,
  reasons,
  one.claim.extractor,
  one.claim.predicate,
  one.claim.rule
FROM read
LEFT JOIN roles USING (claim) LEFT JOIN holders USING (claim) LEFT JOIN quotes USING (claim)
JOIN bibliography USING (article) JOIN old.sources USING (article)
JOIN old.about USING (claim) JOIN standing USING (situation);
