-- Keys with which programs act for a person. What is asked before the tenant is known holds only a
-- hash and where to look; whose key it is and what it may do stands behind the fence.
create table access_key_hash (
  token_hash text primary key,
  tenant text not null references tenant,
  access_key text not null
);
create table access_key (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  person text not null,
  label text not null,
  scope text not null check (scope in ('read', 'write')),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, person) references person
);
alter table access_key enable row level security;
alter table access_key force row level security;
create policy tenant_only on access_key using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update, delete on access_key to isocenter_app;
grant select, insert, delete on access_key_hash to isocenter_app;
