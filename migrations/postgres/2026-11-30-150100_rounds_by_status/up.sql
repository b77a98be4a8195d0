-- Rounds of one status, the latest day first: of few that were given up, not all others are read.
CREATE INDEX allocation_rounds_status ON allocation_rounds (status, fetched_on, id);
