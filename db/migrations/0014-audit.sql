-- Who did what, when, for whom and why: written by the database itself in the transaction that does
-- it, never changed afterwards, and chained so that a missing or altered entry is noticed.

-- What a person may do for the whole institution, from a day to a day.
create table office (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  person text not null,
  office text not null check (office in ('administrator', 'dio')),
  during daterange not null check (not isempty(during)),
  primary key (tenant, id),
  foreign key (tenant, person) references person,
  exclude using gist (tenant with =, person with =, office with =, during with &&)
);
alter table office enable row level security;
alter table office force row level security;
create policy tenant_only on office using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update, delete on office to isocenter_app;

create table audit (
  tenant text not null references tenant,
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  -- Null: the program itself, for example while it loads the demo.
  actor text,
  -- A program that acted with a key of the actor, or a person for whom the actor stood in.
  on_behalf text,
  action text not null,
  thing text not null,
  thing_id text not null,
  -- Whom it is about, so that a person can be shown what was done to their record.
  subject text,
  before jsonb,
  after jsonb,
  reason text,
  request text,
  primary key (tenant, id)
);
create index audit_thing on audit (tenant, thing, thing_id, id desc);
create index audit_subject on audit (tenant, subject, id desc) where subject is not null;

-- The head is one row a tenant: whoever commits takes the next number, so numbers have no gaps.
create table audit_head (
  tenant text primary key references tenant,
  number bigint not null,
  hash text not null
);
create table audit_chain (
  tenant text not null references tenant,
  number bigint not null,
  entry bigint not null,
  hash text not null,
  primary key (tenant, number),
  unique (tenant, entry),
  foreign key (tenant, entry) references audit
);

do $$
declare t text;
begin
  foreach t in array array['audit', 'audit_head', 'audit_chain'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    -- Read only: entries come from the functions below, which run as the owner.
    execute format('grant select on %I to isocenter_app', t);
  end loop;
end $$;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only added to' using errcode = 'restrict_violation';
end $$;
create trigger audit_stays before update or delete on audit
  for each row execute function refuse_audit_change();
create trigger audit_stays_whole before truncate on audit
  for each statement execute function refuse_audit_change();
create trigger audit_chain_stays before update or delete on audit_chain
  for each row execute function refuse_audit_change();
create trigger audit_chain_stays_whole before truncate on audit_chain
  for each statement execute function refuse_audit_change();

-- What an entry contributes to the chain. jsonb has one text for one value, so this is repeatable.
create function audit_text(entry audit) returns text language sql stable as $$
  select jsonb_build_array(entry.tenant, entry.id, extract(epoch from entry.at), entry.actor,
    entry.on_behalf, entry.action, entry.thing, entry.thing_id, entry.subject, entry.before,
    entry.after, entry.reason, entry.request)::text
$$;
create function audit_hash(previous text, entry audit) returns text language sql stable as $$
  select encode(sha256(convert_to(previous || audit_text(entry), 'UTF8')), 'hex')
$$;

-- At the commit and not before: the head is locked for a moment only, after all other locks.
create function chain_audit() returns trigger language plpgsql security definer set search_path = public as $$
declare taken audit_head;
begin
  insert into audit_head (tenant, number, hash) values (new.tenant, 0, '') on conflict do nothing;
  update audit_head set number = number + 1, hash = audit_hash(hash, new)
    where tenant = new.tenant returning * into taken;
  insert into audit_chain (tenant, number, entry, hash)
    values (new.tenant, taken.number, new.id, taken.hash);
  return null;
end $$;
create constraint trigger audit_chained after insert on audit
  deferrable initially deferred for each row execute function chain_audit();

create function audit_setting(name text) returns text language sql stable
  return nullif(current_setting('app.' || name, true), '');

-- For what is no row of an audited table: a sign-in, a look at something sensitive.
create function note_audit(action text, thing text, thing_id text, subject text, facts jsonb)
returns void language plpgsql security definer set search_path = public as $$
begin
  insert into audit (tenant, actor, on_behalf, action, thing, thing_id, subject, after, reason, request)
  values (app_tenant(), audit_setting('actor'), audit_setting('behalf'), action, thing, thing_id,
    subject, facts, audit_setting('reason'), audit_setting('request'));
end $$;
revoke all on function note_audit(text, text, text, text, jsonb) from public;
grant execute on function note_audit(text, text, text, text, jsonb) to isocenter_app;

-- The arguments are columns that are left out: secrets, bulk, and counters that say nothing.
create function write_audit() returns trigger language plpgsql security definer set search_path = public as $$
declare
  before jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - coalesce(tg_argv, '{}') - 'tenant' end;
  after jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - coalesce(tg_argv, '{}') - 'tenant' end;
  whole jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  if before = after then return null; end if;
  insert into audit (tenant, actor, on_behalf, action, thing, thing_id, subject, before, after, reason, request)
  values (whole ->> 'tenant', audit_setting('actor'), audit_setting('behalf'), lower(tg_op),
    tg_table_name,
    coalesce(whole ->> 'id', concat_ws('/', whole ->> 'plan', whole ->> 'version', whole ->> 'person')),
    case when tg_table_name = 'person' then whole ->> 'id' else whole ->> 'person' end,
    before, after, audit_setting('reason'), audit_setting('request'));
  return null;
end $$;

create trigger audited after insert or update or delete on person
  for each row execute function write_audit();
create trigger audited after insert or update or delete on role
  for each row execute function write_audit();
create trigger audited after insert or update or delete on office
  for each row execute function write_audit();
create trigger audited after insert or update or delete on programme
  for each row execute function write_audit('position');
create trigger audited after insert or update or delete on plan
  for each row execute function write_audit('blocks', 'position', 'version', 'works', 'facts');
create trigger audited after insert or update or delete on plan_person
  for each row execute function write_audit('position');
create trigger audited after insert or update or delete on rule_choice
  for each row execute function write_audit('position');
create trigger audited after insert or update or delete on wish
  for each row execute function write_audit();
create trigger audited after insert or update or delete on draft
  for each row execute function write_audit('version', 'changed_by', 'changed_at', 'facts');
create trigger audited after insert on publication
  for each row execute function write_audit('cells');
create trigger audited after insert or update or delete on feed
  for each row execute function write_audit('last_used_at');
create trigger audited after insert or update or delete on access_key
  for each row execute function write_audit('last_used_at');
create trigger audited after insert or update or delete on hook
  for each row execute function write_audit('secret');
