-- What is closed stays closed for every role, until two people open it again and say why.
create table seal (
  tenant text not null references tenant,
  kind text not null,
  thing text not null,
  -- Of what was sealed, so that it can be shown later that it is still the same.
  hash text not null,
  by_person text not null,
  at timestamptz not null default clock_timestamp(),
  -- Null while it holds.
  reopened_by text,
  id text not null default gen_random_uuid()::text,
  primary key (tenant, id),
  foreign key (tenant, by_person) references person
);
create unique index seal_holds on seal (tenant, kind, thing) where reopened_by is null;

create table reopening (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  seal text not null,
  reason text not null check (length(reason) between 3 and 500),
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  agreed_by text,
  agreed_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, seal) references seal,
  foreign key (tenant, asked_by) references person,
  foreign key (tenant, agreed_by) references person,
  check (agreed_by is null or agreed_by <> asked_by)
);

do $$
declare t text;
begin
  foreach t in array array['seal', 'reopening'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
  end loop;
end $$;
-- Set and asked for by the role that serves; opened again only by the function below.
grant select, insert on seal, reopening to isocenter_app;
create trigger audited after insert or update or delete on seal
  for each row execute function write_audit();
create trigger audited after insert or update or delete on reopening
  for each row execute function write_audit();

create function is_sealed(a_kind text, a_thing text) returns boolean language sql stable
  security definer set search_path = public as $$
  select exists (select 1 from seal
    where tenant = app_tenant() and kind = a_kind and thing = a_thing and reopened_by is null)
$$;

-- The second of two: whoever acts, and never the one who asked.
create function agree_to_reopening(a_reopening text) returns boolean language plpgsql
  security definer set search_path = public as $$
declare asked reopening;
begin
  update reopening set agreed_by = audit_setting('actor'), agreed_at = clock_timestamp()
    where tenant = app_tenant() and id = a_reopening and agreed_by is null
      and asked_by <> audit_setting('actor')
    returning * into asked;
  if asked.id is null then return false; end if;
  update seal set reopened_by = asked.id
    where tenant = app_tenant() and id = asked.seal and reopened_by is null;
  return found;
end $$;
revoke all on function agree_to_reopening(text) from public;
grant execute on function agree_to_reopening(text) to isocenter_app;

-- A sealed year gets no new version, whoever asks.
create function refuse_into_sealed_year() returns trigger language plpgsql as $$
begin
  if is_sealed('plan', new.plan) then
    raise exception 'this year is closed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger publication_into_open_year before insert on publication
  for each row execute function refuse_into_sealed_year();

-- Whoever comes from outside with a link acts in a role of their own: it sees that one link, and of
-- later tables only what is granted to it there.
do $$
begin
  create role isocenter_guest nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant isocenter_guest to current_user;
grant usage on schema public to isocenter_guest;
grant select on link to isocenter_guest;
-- The owner is a member of that role, so a policy for it alone would hold the owner too.
create policy guest_own on link as restrictive
  using (current_user <> 'isocenter_guest' or id = audit_setting('link'));
