-- The rank list of a season: its versions, what was certified, the roster that comes back, and who
-- comes. The deadline is that of the clock of the database, and a certified list rests.

create table rank_list (
  tenant text not null references tenant,
  cycle text not null,
  version int not null default 1,
  -- Since when every applicant has been told what is required of those who come.
  disclosed_at timestamptz,
  disclosed_by text,
  -- Of a model of seasons: what the programme knows better than the standards.
  model jsonb not null default '{}',
  primary key (tenant, cycle),
  foreign key (tenant, cycle) references recruitment_cycle on delete cascade,
  foreign key (tenant, disclosed_by) references person,
  check ((disclosed_at is null) = (disclosed_by is null))
);

-- What somebody made of it in one sitting; the last one holds.
create table rank_version (
  tenant text not null references tenant,
  cycle text not null,
  nth int not null check (nth >= 1),
  -- [{application, tier, note}], the dearest first.
  entries jsonb not null check (jsonb_typeof(entries) = 'array'),
  by_person text not null,
  began_at timestamptz not null default clock_timestamp(),
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, cycle, nth),
  foreign key (tenant, cycle) references rank_list on delete cascade,
  foreign key (tenant, by_person) references person
);

create table rank_certification (
  tenant text not null references tenant,
  cycle text not null,
  nth int not null check (nth >= 1),
  entries jsonb not null,
  -- SHA-256 of what was certified; anybody who has the export can look it over again.
  hash text not null check (length(hash) = 64),
  by_person text not null,
  at timestamptz not null default clock_timestamp(),
  -- Two people open it again: one asks, another one agrees.
  reopen_asked_by text,
  reopen_asked_at timestamptz,
  reason text not null default '' check (length(reason) <= 300),
  reopened_by text,
  reopened_at timestamptz,
  primary key (tenant, cycle, nth),
  foreign key (tenant, cycle) references rank_list on delete cascade,
  foreign key (tenant, by_person) references person,
  foreign key (tenant, reopen_asked_by) references person,
  foreign key (tenant, reopened_by) references person,
  check ((reopen_asked_by is null) = (reopen_asked_at is null)),
  check ((reopened_by is null) = (reopened_at is null)),
  constraint two_people_reopen check (reopened_by is null or reopened_by <> reopen_asked_by)
);
-- Two who certify at once: one of them is told so.
create unique index one_certified on rank_certification (tenant, cycle) where reopened_at is null;

create table rank_roster (
  tenant text not null references tenant,
  cycle text not null,
  -- [{line, id, name, state, application, rank, says}], and what somebody has said of those held.
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  file_name text not null check (length(file_name) <= 200),
  sha256 text not null check (length(sha256) = 64),
  imported_by text not null,
  imported_at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  -- A second person looks it over before anybody is told or made from it.
  released_by text,
  released_at timestamptz,
  primary key (tenant, cycle),
  foreign key (tenant, cycle) references rank_list on delete cascade,
  foreign key (tenant, imported_by) references person,
  foreign key (tenant, released_by) references person,
  check ((released_by is null) = (released_at is null)),
  constraint two_people_release check (released_by is null or released_by <> imported_by)
);

-- Whoever comes: one of the roster, now somebody of the house, with what is to be done before the first day.
create table incoming (
  tenant text not null references tenant,
  application text not null,
  person text not null,
  starts date not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (tenant, application),
  foreign key (tenant, application) references application,
  foreign key (tenant, person) references person,
  constraint one_way_in unique (tenant, person)
);
create table onboarding_task (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  application text not null,
  position int not null,
  name text not null check (length(name) between 1 and 120),
  -- Whose it is: of the one who comes, or of the office.
  is_theirs boolean not null,
  due date,
  done_at timestamptz,
  done_by text,
  note text not null default '' check (length(note) <= 300),
  version int not null default 1,
  primary key (tenant, id),
  foreign key (tenant, application) references incoming on delete cascade,
  foreign key (tenant, done_by) references person,
  check ((done_at is null) = (done_by is null))
);
create index onboarding_task_of on onboarding_task (tenant, application, position);

do $$
declare t text;
begin
  foreach t in array array['rank_list', 'rank_version', 'rank_certification', 'rank_roster',
      'incoming', 'onboarding_task'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
  end loop;
end $$;

-- Where one was ranked, or not, nobody ever reads of themselves.
create function applied_in(a_cycle text) returns boolean language sql stable
  security definer set search_path = public as $$
  select exists (select 1 from application a where a.tenant = app_tenant() and a.cycle = a_cycle
    and is_own_application(a.id))
$$;
-- Also of a role that only makes backups: it says whether one is an applicant oneself, and no more.
grant execute on function applied_in(text) to public;
create policy not_ones_own on rank_version as restrictive
  using (current_user <> 'isocenter_app' or not applied_in(cycle));
create policy not_ones_own on rank_certification as restrictive
  using (current_user <> 'isocenter_app' or not applied_in(cycle));
create policy not_ones_own on rank_roster as restrictive
  using (current_user <> 'isocenter_app' or not applied_in(cycle));

grant update (version, disclosed_at, disclosed_by, model) on rank_list to isocenter_app;
grant update (entries, at) on rank_version to isocenter_app;
grant update (reopen_asked_by, reopen_asked_at, reason, reopened_by, reopened_at)
  on rank_certification to isocenter_app;
grant update (lines, file_name, sha256, imported_by, imported_at, version, released_by, released_at)
  on rank_roster to isocenter_app;
grant update (due, done_at, done_by, note, version) on onboarding_task to isocenter_app;

create trigger audited after insert or update or delete on rank_list
  for each row execute function write_audit();
-- That somebody changed it, not whom they put where.
create trigger audited after insert or update or delete on rank_version
  for each row execute function write_audit('entries', 'at');
create trigger audited after insert or update or delete on rank_certification
  for each row execute function write_audit('entries');
create trigger audited after insert or update or delete on rank_roster
  for each row execute function write_audit('lines');
create trigger audited after insert or update or delete on incoming
  for each row execute function write_audit();
create trigger audited after insert or update or delete on onboarding_task
  for each row execute function write_audit();

-- The fence: nothing is written after the deadline, on a certified list, or of somebody from elsewhere.
-- The row of the cycle is held, so that a deadline that is moved meanwhile waits, or is seen.
create function keep_rank_version() returns trigger language plpgsql as $$
declare until timestamptz;
begin
  select rank_deadline into until from recruitment_cycle
    where tenant = new.tenant and id = new.cycle for share;
  if until is not null and clock_timestamp() >= until then
    raise exception 'ranking is over' using errcode = 'restrict_violation', constraint = 'rank_deadline';
  end if;
  if exists (select 1 from rank_certification c where c.tenant = new.tenant and c.cycle = new.cycle
      and c.reopened_at is null) then
    raise exception 'this list is certified' using errcode = 'restrict_violation', constraint = 'rank_certified';
  end if;
  if exists (select 1 from jsonb_array_elements(new.entries) e
      left join application a on a.tenant = new.tenant and a.id = e ->> 'application' and a.cycle = new.cycle
      where a.id is null)
    or (select count(*) <> count(distinct e ->> 'application') from jsonb_array_elements(new.entries) e) then
    raise exception 'each on the list has applied here, and is on it once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rank_version_fenced before insert or update on rank_version
  for each row execute function keep_rank_version();

create function keep_certification() returns trigger language plpgsql as $$
declare until timestamptz;
begin
  select rank_deadline into until from recruitment_cycle
    where tenant = new.tenant and id = new.cycle for share;
  if until is not null and clock_timestamp() >= until then
    raise exception 'ranking is over' using errcode = 'restrict_violation', constraint = 'rank_deadline';
  end if;
  if tg_op = 'UPDATE' and old.reopened_at is not null then
    raise exception 'it was opened again already' using errcode = 'restrict_violation', constraint = 'rank_reopened';
  end if;
  -- What is certified is what stands on the list, and nothing else.
  if tg_op = 'INSERT' and new.entries is distinct from (select v.entries from rank_version v
      where v.tenant = new.tenant and v.cycle = new.cycle order by v.nth desc limit 1) then
    raise exception 'this is not the list as it stands' using errcode = 'restrict_violation', constraint = 'rank_as_it_stands';
  end if;
  return new;
end $$;
create trigger certification_fenced before insert or update on rank_certification
  for each row execute function keep_certification();

create function keep_roster() returns trigger language plpgsql as $$
begin
  if old.released_at is not null then
    raise exception 'what was released rests' using errcode = 'restrict_violation';
  end if;
  if new.released_at is not null and exists (select 1 from jsonb_array_elements(new.lines) l
      where l ->> 'state' = 'held') then
    raise exception 'lines are still held' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger roster_rests before update on rank_roster
  for each row execute function keep_roster();
