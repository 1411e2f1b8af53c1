-- A draft may be a what-if: the same year with some facts or rules changed, as data. A repair is a
-- what-if that answers something which has really happened. Publishing makes the changes real.
alter table draft
  add column kind text not null default 'draft' check (kind in ('draft', 'scenario', 'repair')),
  add column changes jsonb not null default '[]';

-- What the engine is asked for: a year, or the fewest changes of the published one.
alter table solve
  add column task text not null default 'build' check (task in ('build', 'repair')),
  -- Of an impossible year: small changes after which there is one, each verified.
  add column ways jsonb not null default '[]',
  -- Of a repair: what changes for whom and why, and that fewer changes are impossible.
  add column receipt jsonb;

-- Thrown away, but not lost: a draft can be fetched back.
alter table draft add column removed_at timestamptz;

-- Musts that were broken when a year was published all the same, each with the reason why.
alter table publication add column waived jsonb not null default '[]';
