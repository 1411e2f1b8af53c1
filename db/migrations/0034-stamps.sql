-- Reading behind the fence: an index is used only where the comparison cannot give a row away before
-- the fence is asked. That holds for equal texts and for days, not for ranges that overlap; so the
-- days of a stretch stand beside its range.
alter table person_time
  add column first_day date not null generated always as (lower(during)) stored,
  add column last_day date not null generated always as (upper(during) - 1) stored;
create index person_time_of_person on person_time (tenant, line, person, last_day);
create index person_time_of_programme on person_time (tenant, line, programme, last_day);
drop index person_time_line;
create index role_of_person on role (tenant, person);
create index session_before on session (old_hash) where old_hash is not null;

-- The stamp of an institution: another number after every commit that changed a record, so that what
-- was worked out from the records may be given again while the number is the same. Drafts, letters
-- and sessions are no records in this sense; what rests on them is worked out anew.
create table stamp (
  tenant text primary key references tenant,
  number bigint not null
);
-- What this transaction has changed and not committed yet; empty to everybody else.
create table touched (
  tenant text not null references tenant,
  act xid8 not null,
  primary key (tenant, act)
);
do $$
declare t text;
begin
  foreach t in array array['stamp', 'touched'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select on %I to isocenter_app', t);
  end loop;
end $$;

-- The functions say for whom they write: an owner that is no superuser stands behind the fence too,
-- and may have changed records of several institutions in one transaction.
create function touch(of_tenant text) returns void language plpgsql as $$
declare was text := coalesce(current_setting('app.tenant', true), '');
begin
  perform set_config('app.tenant', of_tenant, true);
  insert into touched values (of_tenant, pg_current_xact_id()) on conflict do nothing;
  perform set_config('app.tenant', was, true);
end $$;
revoke all on function touch(text) from public;
create function touch_records() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform touch(tenant) from (select distinct tenant from changed) as them;
  return null;
end $$;
-- Of person-time only what everybody sees.
create function touch_published() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform touch(tenant) from (select distinct tenant from changed where line = 'published') as them;
  return null;
end $$;
create function touch_tenant() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform touch(new.id);
  return null;
end $$;

-- At the commit. The head of the audit is locked first, as the chain does, so that two who commit
-- wait for each other in one order.
create function change_stamp() returns trigger language plpgsql security definer set search_path = public as $$
declare was text := coalesce(current_setting('app.tenant', true), '');
begin
  perform set_config('app.tenant', new.tenant, true);
  insert into audit_head (tenant, number, hash) values (new.tenant, 0, '') on conflict do nothing;
  perform 1 from audit_head where tenant = new.tenant for update;
  insert into stamp values (new.tenant, 1) on conflict (tenant) do update set number = stamp.number + 1;
  delete from touched where tenant = new.tenant and act = new.act;
  perform set_config('app.tenant', was, true);
  return null;
end $$;
create constraint trigger stamped after insert on touched
  deferrable initially deferred for each row execute function change_stamp();

-- Every table of records is watched; a later step that makes one calls this too.
create procedure watch_records(name text, touch text default 'touch_records') language plpgsql as $$
begin
  execute format('create trigger touched_by_insert after insert on %I referencing new table as changed
    for each statement execute function %I()', name, touch);
  execute format('create trigger touched_by_update after update on %I referencing new table as changed
    for each statement execute function %I()', name, touch);
  execute format('create trigger touched_by_delete after delete on %I referencing old table as changed
    for each statement execute function %I()', name, touch);
end $$;
do $$
declare t text;
begin
  foreach t in array array['person', 'programme', 'role', 'office', 'site', 'equipment', 'work',
    'catalogue', 'plan', 'plan_person', 'plan_resource', 'rule_choice', 'wish', 'publication', 'seal',
    'reopening', 'sheet_alias'] loop
    call watch_records(t);
  end loop;
end $$;
call watch_records('person_time', 'touch_published');
create trigger touched_by_update after update of name, time_zone on tenant
  for each row execute function touch_tenant();

-- Whoever comes with a token belongs to an institution that is known only now: the person, and the
-- stamp, in the same message.
create function card_of(p person) returns jsonb language sql stable as $$
  select jsonb_build_object('id', p.id, 'given', p.given, 'family', p.family,
    'roles', (select jsonb_agg(jsonb_build_object('programme', r.programme, 'programmeName', g.name,
        'role', r.role, 'title', r.title, 'level', r.level, 'from', lower(r.during),
        'to', upper(r.during) - 1) order by lower(r.during))
      from role r join programme g on g.tenant = r.tenant and g.id = r.programme
      where r.tenant = p.tenant and r.person = p.id),
    'offices', (select jsonb_agg(jsonb_build_object('office', o.office, 'from', lower(o.during),
        'to', upper(o.during) - 1) order by lower(o.during))
      from office o where o.tenant = p.tenant and o.person = p.id))
$$;
create function stamp_of(of_tenant text) returns text language plpgsql as $$
begin
  perform set_config('app.tenant', of_tenant, true);
  return current_stamp(of_tenant);
end $$;
create function person_card(of_tenant text, of_person text, out card jsonb, out stamp text)
language plpgsql as $$
begin
  perform set_config('app.tenant', of_tenant, true);
  select card_of(p) into card from person p where p.tenant = of_tenant and p.id = of_person;
  stamp := current_stamp(of_tenant);
end $$;
-- Unlike every other stamp of this and any other database; null while there are changes of one's own.
create function current_stamp(of_tenant text) returns text language sql stable as $$
  select case when not exists (select 1 from touched where tenant = of_tenant) then
    current_database() || ' ' || of_tenant || ' '
      || coalesce((select number from stamp where tenant = of_tenant), 0) end
$$;
