-- A request that comes twice is done once. Kept for a day.
create table replay (
  tenant text not null references tenant,
  person text not null,
  key text not null,
  -- Of method, path and body: the same key for something else is a mistake of the caller.
  fingerprint text not null,
  at timestamptz not null default clock_timestamp(),
  -- Null while it is being done, or when whoever did it died.
  status int,
  -- Null when it held a secret or was too long to keep.
  answer text,
  primary key (tenant, person, key)
);
create index replay_age on replay (at);
alter table replay enable row level security;
alter table replay force row level security;
create policy tenant_only on replay using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update, delete on replay to isocenter_app;
