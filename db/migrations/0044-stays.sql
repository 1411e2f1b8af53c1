-- Time at a hospital that is not ours: the stay, what must be settled before it, and the agreements
-- between the houses on which it rests. Nothing of it is deleted.

create table agreement (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  site text not null,
  title text not null check (length(title) between 1 and 120),
  during daterange not null
    check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  -- So many days before its end somebody is told.
  alarm_days int not null default 90 check (alarm_days between 0 and 400),
  note text not null default '' check (length(note) <= 500),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, site) references site,
  foreign key (tenant, made_by) references person,
  foreign key (tenant, ended_by) references person,
  check ((ended_by is null) = (ended_at is null))
);
create index agreement_of on agreement (tenant, programme, site);

create table stay (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  -- Of the catalogue; null = time of its own.
  elective text,
  site text not null,
  -- The hospital and its town, as people call it.
  place text not null check (length(place) between 1 and 120),
  abroad boolean not null default false,
  during daterange not null
    check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  aim text not null default '' check (length(aim) <= 2000),
  director_name text not null default '' check (length(director_name) <= 120),
  director_email text not null default '' check (length(director_email) <= 200),
  state text not null default 'draft'
    check (state in ('draft', 'asked', 'confirmed', 'declined', 'withdrawn')),
  version int not null default 1,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  -- The director there, through a link; until then nothing.
  director_says text check (director_says in ('agrees', 'declines')),
  director_note text not null default '' check (length(director_note) <= 1000),
  director_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  note text not null default '' check (length(note) <= 500),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, site) references site,
  foreign key (tenant, made_by) references person,
  foreign key (tenant, decided_by) references person,
  check ((director_says is null) = (director_at is null)),
  constraint confirmed_by_somebody
    check (state <> 'confirmed' or (decided_by is not null and director_says = 'agrees')),
  constraint not_confirmed_by_oneself check (state <> 'confirmed' or decided_by <> person),
  -- Nobody is at two places.
  constraint one_stay_at_once exclude using gist (tenant with =, person with =, during with &&)
    where (state = 'confirmed')
);
create index stay_of_programme on stay (tenant, programme);
create index stay_of_person on stay (tenant, person);

create table stay_task (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  stay text not null,
  kind text not null,
  name text not null check (length(name) between 1 and 120),
  position int not null,
  -- Null: the office of the programme.
  owner text,
  due date,
  state text not null default 'open' check (state in ('open', 'done', 'not-needed')),
  note text not null default '' check (length(note) <= 500),
  changed_by text,
  changed_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, stay) references stay on delete cascade,
  foreign key (tenant, owner) references person,
  foreign key (tenant, changed_by) references person,
  constraint not_needed_with_a_reason check (state <> 'not-needed' or length(note) >= 3)
);
create index stay_task_of on stay_task (tenant, stay);

do $$
declare t text;
begin
  foreach t in array array['agreement', 'stay', 'stay_task'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update (ended_by, ended_at) on agreement to isocenter_app;
grant update (elective, site, place, abroad, during, aim, director_name, director_email, state,
  version, director_says, director_note, director_at, decided_by, decided_at, note)
  on stay to isocenter_app;
grant update (owner, due, state, note, changed_by, changed_at) on stay_task to isocenter_app;
create trigger audited after insert or update or delete on agreement
  for each row execute function write_audit();
create trigger audited after insert or update or delete on stay
  for each row execute function write_audit();
create trigger audited after insert or update or delete on stay_task
  for each row execute function write_audit();

create function rests_on_agreement(a_programme text, a_site text, a_time daterange, except_for text)
  returns boolean language sql stable as $$
  select exists (select 1 from agreement where tenant = app_tenant() and programme = a_programme
    and site = a_site and ended_at is null and during @> a_time and id <> except_for)
$$;

-- What is confirmed rests on something, whoever confirms it, and stays as it was confirmed.
create function keep_stay() returns trigger language plpgsql as $$
begin
  if old.state = 'confirmed' and new.state = 'confirmed' and
      (old.during, old.site, old.place, old.elective) is distinct from
      (new.during, new.site, new.place, new.elective) then
    raise exception 'this stay is confirmed' using errcode = 'restrict_violation';
  end if;
  if new.state = 'confirmed' and old.state <> 'confirmed' then
    -- An agreement that is ended at this moment is waited for.
    perform 1 from agreement where tenant = new.tenant and programme = new.programme
      and site = new.site for share;
    if not rests_on_agreement(new.programme, new.site, new.during, '') then
      raise exception 'no agreement covers this stay' using errcode = 'restrict_violation';
    end if;
    if exists (select 1 from stay_task where tenant = new.tenant and stay = new.id
        and state = 'open') then
      raise exception 'something is open before this stay' using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end $$;
create trigger stay_rests before update on stay for each row execute function keep_stay();

create function keep_stay_task() returns trigger language plpgsql as $$
declare held stay;
begin
  select * into held from stay where tenant = new.tenant and id = new.stay for share;
  if held.state = 'confirmed' and new.state = 'open' then
    raise exception 'this stay is confirmed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger stay_task_stays before insert or update on stay_task
  for each row execute function keep_stay_task();

create function keep_agreement() returns trigger language plpgsql as $$
begin
  if old.ended_at is null and new.ended_at is not null and exists (
      select 1 from stay where tenant = old.tenant and programme = old.programme
        and site = old.site and state = 'confirmed' and during && old.during
        and not rests_on_agreement(old.programme, old.site, stay.during, old.id)) then
    raise exception 'a confirmed stay rests on this agreement' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger agreement_holds before update on agreement
  for each row execute function keep_agreement();
