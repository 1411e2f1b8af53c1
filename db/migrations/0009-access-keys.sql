-- Keys with which programs act for a person. Asked for before the tenant is known, so they belong to
-- the directory; only the hash is here.
create table access_key (
  token_hash text primary key,
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text unique,
  person text not null,
  label text not null,
  scope text not null check (scope in ('read', 'write')),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  foreign key (tenant, person) references person
);
create index access_key_of on access_key (tenant, person);
