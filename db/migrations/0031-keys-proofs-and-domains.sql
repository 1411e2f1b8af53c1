-- Secrets are kept encrypted, domains of single sign-on are proven, a proof has an age.

-- By which key the secrets of this database are encrypted: only its name. The key itself is never here.
create table secret_key (
  id text primary key,
  is_current boolean not null,
  since timestamptz not null default clock_timestamp()
);
create unique index secret_key_current on secret_key (is_current) where is_current;

-- Anybody may claim a domain; it belongs to whoever has proven it.
alter table provider_domain drop constraint provider_domain_pkey;
alter table provider_domain
  add primary key (tenant, provider, domain),
  -- What must stand in the DNS. Public by its nature.
  add column token text not null default encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex'),
  add column proven_at timestamptz,
  -- `before`: it was in use before proofs were asked for, on a server of one institution.
  add column proven_by text check (proven_by in ('dns', 'machine', 'before')),
  -- People of the domain come in through the provider and on no other way.
  add column is_only boolean not null default false,
  add check ((proven_at is null) = (proven_by is null)),
  add check (proven_at is not null or not is_only);
create unique index provider_domain_proven on provider_domain (domain) where proven_at is not null;
update provider_domain set proven_at = clock_timestamp(), proven_by = 'before'
  where (select count(*) from tenant where not demo) = 1;

alter table tenant
  add column founded_at timestamptz not null default clock_timestamp(),
  -- On one's own device a session ends after so many days without use.
  add column own_days int not null default 14 check (own_days between 1 and 90);

alter table session
  -- When whoever sits there last showed that they are who they are.
  add column proven_at timestamptz not null default now(),
  -- Two proofs were given for it: here, or at the provider, which has said so.
  add column is_strong boolean not null default false;

alter table account
  -- An administrator has taken a lost proof away: before anything else a new one is set up.
  add column must_enrol boolean not null default false;

-- How often something that must not fill the audit was written there in this hour.
create table audit_budget (
  tenant text not null references tenant,
  key text not null,
  hour timestamptz not null,
  count int not null,
  primary key (tenant, key, hour)
);
alter table audit_budget enable row level security;
alter table audit_budget force row level security;
create policy tenant_only on audit_budget using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update, delete on audit_budget to isocenter_app;
