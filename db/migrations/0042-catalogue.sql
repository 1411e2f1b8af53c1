-- The catalogue as living data: a draft that is edited, versions that are in force from a day on and
-- stay as they were, whether anybody may read it; and who has learned what, which opens prerequisites.

create table catalogue_version (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  state text not null default 'draft' check (state in ('draft', 'in force')),
  -- The first day on which it holds; a draft has none.
  since date,
  document jsonb not null,
  -- Counts the edits of a draft.
  version int not null default 1,
  -- Null: it came with the programme.
  made_by text,
  made_at timestamptz not null default clock_timestamp(),
  settled_by text,
  settled_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme,
  foreign key (tenant, made_by) references person,
  foreign key (tenant, settled_by) references person,
  check ((state = 'in force') = (since is not null)),
  check ((state = 'in force') = (settled_at is not null))
);
create unique index catalogue_version_since on catalogue_version (tenant, programme, since)
  where state = 'in force';
create unique index catalogue_version_draft on catalogue_version (tenant, programme)
  where state = 'draft';

-- Whoever has chosen under a version keeps it as it was.
create function keep_catalogue() returns trigger language plpgsql as $$
begin
  if old.state = 'in force' then
    raise exception 'this catalogue is in force and stays' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger catalogue_stays before update or delete on catalogue_version
  for each row execute function keep_catalogue();

create table catalogue_setting (
  tenant text not null references tenant,
  programme text not null,
  id text not null generated always as (programme) stored,
  is_public boolean not null default false,
  primary key (tenant, programme),
  foreign key (tenant, programme) references programme
);

create table competency_record (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  word text not null check (length(word) between 1 and 80),
  since date not null,
  note text not null default '' check (length(note) <= 400),
  by_person text not null,
  at timestamptz not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, by_person) references person,
  foreign key (tenant, ended_by) references person,
  check ((ended_by is null) = (ended_at is null))
);
create unique index competency_record_once on competency_record (tenant, programme, person, word)
  where ended_at is null;

do $$
declare t text;
begin
  foreach t in array array['catalogue_version', 'catalogue_setting', 'competency_record'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update (state, since, document, version, settled_by, settled_at) on catalogue_version to isocenter_app;
grant delete on catalogue_version to isocenter_app;
grant update (is_public) on catalogue_setting to isocenter_app;
grant update (ended_by, ended_at) on competency_record to isocenter_app;

-- That a draft was edited is in the audit; each version holds what it became.
create trigger audited after insert or update or delete on catalogue_version
  for each row execute function write_audit('document');
create trigger audited after insert or update or delete on catalogue_setting
  for each row execute function write_audit();
create trigger audited after insert or update or delete on competency_record
  for each row execute function write_audit();
