-- News on the devices of people: which of them want it, and the key that proves who sends.

-- Of the installation and of no tenant: the role that serves institutions cannot read it. One row.
create table push_key (
  id text primary key default 'server' check (id = 'server'),
  private_key text not null,
  made_at timestamptz not null default clock_timestamp()
);

-- So that a device can say whose session it belongs to, and the database can hold it to that.
alter table session add unique (tenant, person, id);

create table push_device (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  person text not null,
  -- It ends with the session in which it was turned on: signed out, expired, access ended.
  session text not null,
  -- Where the push service of the browser takes messages, and for whom they are encrypted.
  endpoint text not null check (endpoint like 'https://%'),
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, endpoint),
  unique (tenant, session),
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, person, session) references session (tenant, person, id) on delete cascade
);
create index push_device_person on push_device (tenant, person);
alter table push_device enable row level security;
alter table push_device force row level security;
create policy tenant_only on push_device using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update, delete on push_device to isocenter_app;
-- What ends with a session is in the audit as the end of the session; there is no tenant set then.
create trigger audited after insert or update or delete on push_device
  for each row when (pg_trigger_depth() = 0)
  execute function write_audit('endpoint', 'p256dh', 'auth', 'session');

-- The wish, also of somebody whose address is not known.
alter table mail_address
  alter column email drop not null,
  add column push boolean not null default true;

-- One outbox for both ways. A row outlives its device: it then says that the device is gone.
alter table mail
  alter column email drop not null,
  add column way text not null default 'mail' check (way in ('mail', 'push')),
  add column device text,
  -- Where a touch leads in the program.
  add column path text,
  -- What takes the place of an older one that was not shown yet.
  add column topic text,
  add check ((way = 'mail') = (email is not null)),
  add check ((way = 'push') = (device is not null and path is not null and topic is not null));

-- At the end of a transaction about several institutions (the demo, a restore) the last one is set. The
-- owner of the tables is held by their fences too where it is no superuser, as on a managed server, so
-- each entry is chained under its own institution.
create or replace function chain_audit() returns trigger language plpgsql security definer set search_path = public as $$
declare
  taken audit_head;
  was text := coalesce(current_setting('app.tenant', true), '');
begin
  perform set_config('app.tenant', new.tenant, true);
  insert into audit_head (tenant, number, hash) values (new.tenant, 0, '') on conflict do nothing;
  update audit_head set number = number + 1, hash = audit_hash(hash, new)
    where tenant = new.tenant returning * into taken;
  insert into audit_chain (tenant, number, entry, hash)
    values (new.tenant, taken.number, new.id, taken.hash);
  perform set_config('app.tenant', was, true);
  return null;
end $$;
