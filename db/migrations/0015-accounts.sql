-- How somebody proves who they are. An account is one human with one e-mail address; it opens the
-- records of that human in one or more institutions. These tables are the directory's: the role that
-- serves tenants has no right to any of them, except where one is granted below.

create table account (
  id text primary key default gen_random_uuid()::text,
  email text not null,
  password_hash text,
  -- Base32; set but not confirmed while the person is still pointing the phone at the picture.
  totp_secret text,
  totp_confirmed boolean not null default false,
  -- The last step that was used: a code is good once.
  totp_step bigint not null default 0,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create unique index account_email on account (lower(email));

create table account_person (
  account text not null references account on delete cascade,
  tenant text not null references tenant,
  person text not null,
  -- The subject at the identity provider of the institution, when it signs in there.
  provider text,
  subject text,
  primary key (tenant, person),
  unique (tenant, provider, subject),
  foreign key (tenant, person) references person on delete cascade
);
create index account_person_account on account_person (account);

create table recovery_code (
  account text not null references account on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (account, code_hash)
);

create table passkey (
  id text primary key,
  account text not null references account on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_account on passkey (account);

-- What was asked of somebody and awaits an answer, for a few minutes: a code, a passkey, the answer
-- of an identity provider. Taken once.
create table challenge (
  token_hash text primary key,
  purpose text not null,
  facts jsonb not null,
  expires_at timestamptz not null
);

-- How often it went wrong, by account, by address and by known device.
create table attempt (
  key text primary key,
  failures int not null,
  until timestamptz not null,
  at timestamptz not null default now()
);
create table device (
  token_hash text primary key,
  account text not null references account on delete cascade,
  expires_at timestamptz not null
);

alter table session
  add column id text not null default gen_random_uuid()::text unique,
  add column account text references account on delete cascade,
  add column way text not null default 'cast'
    check (way in ('cast', 'password', 'passkey', 'oidc', 'saml', 'link')),
  add column seen_at timestamptz not null default now(),
  -- Null: never locked for being idle.
  add column idle_minutes int,
  add column locked boolean not null default false,
  -- A new token is due: what the person may do has changed.
  add column stale boolean not null default false,
  -- For a moment after a change of tokens: requests that were on their way.
  add column old_hash text unique,
  add column old_until timestamptz,
  add column device text not null default '';
create index session_person on session (tenant, person);

alter table tenant
  add column idle_minutes int not null default 15 check (idle_minutes between 1 and 1440),
  add column second_factor text not null default 'planners'
    check (second_factor in ('nobody', 'planners', 'everybody'));

-- Whoever gains or loses a right gets a new token, and one who carries the old one is out.
create function renew_sessions() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update session set stale = true
    where tenant = coalesce(new.tenant, old.tenant) and person = coalesce(new.person, old.person);
  return null;
end $$;
create trigger sessions_renewed after insert or update or delete on role
  for each row execute function renew_sessions();
create trigger sessions_renewed after insert or update or delete on office
  for each row execute function renew_sessions();

-- A link that somebody without an account may use for one purpose: only its hash is kept.
create table link_hash (
  token_hash text primary key,
  tenant text not null references tenant,
  link text not null
);
create table link (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  purpose text not null,
  -- What it opens, in the words of its purpose: never a secret.
  facts jsonb not null default '{}',
  -- To whom it was sent, for the list of those that are out.
  sent_to text not null,
  person text,
  made_by text,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, person) references person
);

-- Where the institution's own people sign in.
create table provider (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  kind text not null check (kind in ('oidc', 'saml')),
  label text not null,
  -- Addresses that end in one of these sign in there and not with a password.
  domains text[] not null,
  facts jsonb not null,
  secret text,
  primary key (tenant, id)
);
-- Asked before the tenant is known; a domain belongs to one provider.
create table provider_domain (
  domain text primary key,
  tenant text not null references tenant,
  provider text not null,
  foreign key (tenant, provider) references provider on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['link', 'provider'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert, update, delete on %I to isocenter_app', t);
  end loop;
end $$;
grant select, insert, delete on link_hash to isocenter_app;
grant select, insert, delete on provider_domain to isocenter_app;
create trigger audited after insert or update or delete on link
  for each row execute function write_audit();
create trigger audited after insert or update or delete on provider
  for each row execute function write_audit('secret');
