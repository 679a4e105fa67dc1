-- Claims by number, and which of them meet: each claim with the first that shares a key.
CREATE OR REPLACE TABLE numbered AS
SELECT claim, digest, blocks, row_number() OVER (ORDER BY claim) - 1 AS n FROM told_claims;

CREATE OR REPLACE TABLE met AS SELECT unnest(blocks) AS key, n FROM numbered;

CREATE OR REPLACE TABLE edges AS
SELECT DISTINCT n, first FROM (SELECT n, min(n) OVER (PARTITION BY key) AS first FROM met) WHERE n <> first;
