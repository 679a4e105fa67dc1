-- Entities of the knowledge base and our own, and which of them each chain is.
CREATE OR REPLACE TABLE entity_of_chain AS
SELECT article, chain, entity, sureness, reason FROM linked
UNION ALL
SELECT article, chain, entity, sureness, reason FROM gathered JOIN keyed USING (folded, family, scope);
