-- What was done to keep this installation: backups, tests of restoring. Of the installation and not of
-- a tenant; it is no data and stays out of backups.
create table upkeep (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('backup', 'restore-test')),
  cause text not null check (cause in ('nightly', 'weekly', 'asked', 'command', 'before-update')),
  state text not null default 'running' check (state in ('waiting', 'running', 'done', 'failed')),
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  says text not null default '',
  rows_done bigint not null default 0,
  rows_all bigint,
  file text,
  bytes bigint,
  sha256 text,
  program text
);
create index upkeep_last on upkeep (kind, began_at desc);
