-- What all flat tables are made from: claims as they are told in the end, the entities that the graph has, and articles
-- with what the graph says of them. The tables outlets, publishers and facts hold what the tables of a build do not.
CREATE OR REPLACE VIEW told AS
SELECT * FROM old.claims ANTI JOIN old.redated USING (claim) UNION ALL BY NAME SELECT * FROM old.redated;

CREATE OR REPLACE TABLE described AS
SELECT entities.* FROM old.entities JOIN old.units ON units.kind = 'entity' AND units.key = entities.entity
UNION ALL
SELECT * FROM outlets WHERE entity NOT IN (SELECT entity FROM old.entities);

-- A day as it is written, where every reader of Parquet has it: years 1 to 9999.
CREATE OR REPLACE MACRO as_day(written) AS
CASE WHEN regexp_full_match(written, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND written >= '0001' THEN TRY_CAST(written AS DATE) END;

CREATE OR REPLACE MACRO only_day(first, last) AS CASE WHEN first = last THEN as_day(first) END;

-- Of fillings, those whose role is of some general kind: to be read, and as entities.
CREATE OR REPLACE MACRO shown(fillings, kind) AS nullif(
  array_to_string([coalesce(one.name, one.value) FOR one IN fillings IF one.general = kind], '; '), ''
);

CREATE OR REPLACE MACRO linked(fillings, kind) AS coalesce(
  [one.entity FOR one IN fillings IF one.general = kind AND one.entity IS NOT NULL], []
);

CREATE OR REPLACE TABLE bibliography AS
SELECT
  facts.* EXCLUDE (published), as_day(facts.published[1:10]) AS published, articles.published AS published_as_given,
  described.entity AS outlet_key, described.name AS outlet
FROM old.articles JOIN facts USING (article)
LEFT JOIN publishers USING (publisher) LEFT JOIN described USING (entity);

CREATE OR REPLACE VIEW standing AS
SELECT situation, asserted, json_transform_strict(json, '{"reasons": ["VARCHAR"]}').reasons AS reasons
FROM old.situations;
