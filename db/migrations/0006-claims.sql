-- Who works on a solve: only the one that took it up last may write to it. A process that was taken
-- for dead and comes back must not change a result that people have seen.
alter table solve add column claim text;

-- When no year was found in time: what the nearest miss breaks, in sentences.
alter table solve add column closest jsonb;
