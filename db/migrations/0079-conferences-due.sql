-- Who attends rests on rotations, leave, calls, roles and holidays, which earlier rooms write and
-- which know nothing of conferences. So the database notes, in the transaction that changes them,
-- that conferences are to be worked out anew; a job does it at once after the commit.

create table conference_due (
  tenant text not null references tenant,
  act xid8 not null,
  primary key (tenant, act)
);
alter table conference_due enable row level security;
alter table conference_due force row level security;
create policy tenant_only on conference_due using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, delete on conference_due to isocenter_app;

create function conferences_are_due(of_tenant text) returns void language plpgsql as $$
declare was text := coalesce(current_setting('app.tenant', true), '');
begin
  perform set_config('app.tenant', of_tenant, true);
  if exists (select 1 from conference_series where tenant = of_tenant) then
    insert into conference_due values (of_tenant, pg_current_xact_id()) on conflict do nothing;
    perform pg_notify('isocenter', 'conferences');
  end if;
  perform set_config('app.tenant', was, true);
end $$;
revoke all on function conferences_are_due(text) from public;

create function note_conferences() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform conferences_are_due(tenant) from (select distinct tenant from changed) as them;
  return null;
end $$;
create procedure conferences_rest_on(name text) language plpgsql as $$
begin
  execute format('create trigger conferences_by_insert after insert on %I referencing new table as changed
    for each statement execute function note_conferences()', name);
  execute format('create trigger conferences_by_update after update on %I referencing new table as changed
    for each statement execute function note_conferences()', name);
  execute format('create trigger conferences_by_delete after delete on %I referencing old table as changed
    for each statement execute function note_conferences()', name);
end $$;
call conferences_rest_on('role');
call conferences_rest_on('holiday');
call conferences_rest_on('call_kind');

-- Of person-time what everybody sees, and of that all but the conferences themselves. In the function
-- that looks at the same rows anyway: a draft is edited often and is no concern of this.
create or replace function touch_published() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform touch(tenant) from (select distinct tenant from changed where line = 'published') as them;
  perform conferences_are_due(tenant) from (select distinct tenant from changed
    where line = 'published' and layer <> 'conference') as them;
  return null;
end $$;
