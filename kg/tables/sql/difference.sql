-- The lines that go and those that come: of what was written otherwise before, and of links that nothing else has.
CREATE OR REPLACE TABLE links_before AS SELECT DISTINCT unnest(links) AS line FROM old.units;
CREATE OR REPLACE TABLE links_now AS SELECT DISTINCT unnest(links) AS line FROM new.units;

CREATE OR REPLACE TABLE coming AS SELECT line FROM lines_now UNION SELECT line FROM links_now ANTI JOIN links_before USING (line);
CREATE OR REPLACE TABLE going AS
SELECT line FROM lines_before ANTI JOIN links_before USING (line)
UNION
SELECT line FROM links_before ANTI JOIN links_now USING (line);

CREATE OR REPLACE TABLE added AS SELECT line FROM coming ANTI JOIN going USING (line);
CREATE OR REPLACE TABLE removed AS SELECT line FROM going ANTI JOIN coming USING (line);
