-- Interviews: days with seats, who is invited and has taken one, who sees whom when, what they thought.

create table interview_day (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  cycle text not null,
  -- Of several on one day, such as a track; empty for one.
  track text not null default '' check (length(track) <= 60),
  starts_at timestamptz not null,
  -- Length of a session and the pause after it, in minutes; how many sessions there are.
  minutes int not null check (minutes between 5 and 180),
  pause int not null check (pause between 0 and 120),
  sessions int not null check (sessions between 1 and 30),
  -- With how many interviewers each applicant speaks.
  each int not null check (each between 1 and 30),
  seats int not null check (seats between 1 and 200),
  mode text not null check (mode in ('virtual', 'in-person', 'hybrid')),
  place text not null default '' check (length(place) <= 300),
  link text not null default '' check (length(link) <= 500),
  -- From then on nobody changes their seat by themselves.
  locks_at timestamptz not null,
  -- Since when applicants and interviewers see who meets whom.
  published_at timestamptz,
  version int not null default 1,
  primary key (tenant, id),
  foreign key (tenant, cycle) references recruitment_cycle,
  constraint one_day_of_a_track unique (tenant, cycle, track, starts_at),
  check (locks_at <= starts_at)
);

create table interview_panel (
  tenant text not null references tenant,
  day text not null,
  person text not null,
  room text not null default '' check (length(room) <= 120),
  link text not null default '' check (length(link) <= 500),
  -- Sessions (from 0) in which they cannot.
  away int[] not null default '{}',
  primary key (tenant, day, person),
  foreign key (tenant, day) references interview_day on delete cascade,
  foreign key (tenant, person) references person
);

create table interview_invitation (
  tenant text not null references tenant,
  application text not null,
  state text not null default 'invited'
    check (state in ('invited', 'booked', 'waiting', 'declined')),
  day text,
  invited_by text not null,
  invited_at timestamptz not null default clock_timestamp(),
  -- Of the state in which it is; whoever waits longest comes first.
  since timestamptz not null default clock_timestamp(),
  version int not null default 1,
  primary key (tenant, application),
  foreign key (tenant, application) references application on delete cascade,
  foreign key (tenant, day) references interview_day,
  foreign key (tenant, invited_by) references person,
  check ((state = 'booked') = (day is not null))
);
create index interview_invitation_of_day on interview_invitation (tenant, day) where day is not null;

create table interview_session (
  tenant text not null references tenant,
  day text not null,
  nth int not null check (nth >= 0),
  person text not null,
  application text not null,
  -- Nobody is in two rooms at once, and nobody meets somebody twice on a day.
  primary key (tenant, day, nth, person),
  constraint one_place_each unique (tenant, day, nth, application),
  constraint once_each unique (tenant, day, person, application),
  foreign key (tenant, day, person) references interview_panel on delete cascade,
  foreign key (tenant, application) references application on delete cascade
);

create table interview_setup (
  tenant text not null references tenant,
  cycle text not null,
  facts jsonb not null,
  version int not null default 1,
  primary key (tenant, cycle),
  foreign key (tenant, cycle) references recruitment_cycle on delete cascade
);

create table interview_score (
  tenant text not null references tenant,
  application text not null,
  person text not null,
  scores jsonb not null default '{}',
  note text not null default '' check (length(note) <= 4000),
  is_done boolean not null default false,
  at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  primary key (tenant, application, person),
  foreign key (tenant, application) references application on delete cascade,
  foreign key (tenant, person) references person
);

do $$
declare t text;
begin
  foreach t in array array['interview_day', 'interview_panel', 'interview_invitation',
      'interview_session', 'interview_setup', 'interview_score'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
  end loop;
end $$;
grant update (track, starts_at, minutes, pause, sessions, each, seats, mode, place, link, locks_at,
  published_at, version), delete on interview_day to isocenter_app;
grant update (room, link, away), delete on interview_panel to isocenter_app;
grant update (state, day, since, version) on interview_invitation to isocenter_app;
grant delete on interview_session to isocenter_app;
grant update (facts, version) on interview_setup to isocenter_app;
grant update (scores, note, is_done, at, version) on interview_score to isocenter_app;
create policy not_ones_own on interview_score as restrictive
  using (current_user <> 'isocenter_app' or not is_own_application(application));

-- An applicant sees the days of the season in which they are invited, and their own invitation.
create function is_invited_to(a_cycle text) returns boolean language sql stable
  security definer set search_path = public as $$
  select exists (select 1 from interview_invitation i
    join application a on a.tenant = i.tenant and a.id = i.application
    where i.tenant = app_tenant() and a.cycle = a_cycle and a.applicant = app_applicant())
$$;
create function seats_taken(a_day text) returns int language sql stable
  security definer set search_path = public as $$
  select count(*)::int from interview_invitation
    where tenant = app_tenant() and day = a_day and state = 'booked'
$$;
-- Policies ask these of whoever reads, also of a role that only makes backups. They say nothing of rows
-- that are not reached already.
grant execute on function is_invited_to(text), seats_taken(text) to public;
grant select on interview_day, interview_invitation to isocenter_applicant;
grant update (state, day, since, version) on interview_invitation to isocenter_applicant;
create policy applicant_own on interview_day as restrictive
  using (current_user <> 'isocenter_applicant' or is_invited_to(cycle));
create policy applicant_own on interview_invitation as restrictive
  using (current_user <> 'isocenter_applicant' or is_applicants(application));

create trigger audited after insert or update or delete on interview_day
  for each row execute function write_audit('link');
create trigger audited after insert or update or delete on interview_panel
  for each row execute function write_audit('link');
create trigger audited after insert or update or delete on interview_invitation
  for each row execute function write_audit();
create trigger audited after insert or update or delete on interview_setup
  for each row execute function write_audit();
create trigger audited after insert or update or delete on interview_score
  for each row execute function write_audit('scores', 'note', 'at');

-- A seat is taken by one. The row of the day is held, so that the last seat goes to whoever was first;
-- a day that is moved or made smaller waits for it.
create function keep_seats() returns trigger language plpgsql security definer set search_path = public as $$
declare most int; locks timestamptz; of_cycle text;
begin
  if tg_op = 'UPDATE' and old.day is not null and new.day is distinct from old.day then
    select locks_at into locks from interview_day where tenant = new.tenant and id = old.day for update;
    if app_applicant() is not null and clock_timestamp() >= locks then
      raise exception 'seats of this day rest' using errcode = 'restrict_violation', constraint = 'seat_locked';
    end if;
  end if;
  if new.day is null or (tg_op = 'UPDATE' and new.day is not distinct from old.day) then return new; end if;
  select seats, locks_at, cycle into most, locks, of_cycle from interview_day
    where tenant = new.tenant and id = new.day for update;
  if not exists (select 1 from application where tenant = new.tenant and id = new.application and cycle = of_cycle) then
    raise exception 'this day is of another season' using errcode = 'check_violation';
  end if;
  if app_applicant() is not null and clock_timestamp() >= locks then
    raise exception 'seats of this day rest' using errcode = 'restrict_violation', constraint = 'seat_locked';
  end if;
  if (select count(*) from interview_invitation where tenant = new.tenant and day = new.day
      and application <> new.application) >= most then
    raise exception 'no seat is left' using errcode = 'restrict_violation', constraint = 'seat_taken';
  end if;
  return new;
end $$;
create trigger seats_kept before insert or update on interview_invitation
  for each row execute function keep_seats();

-- Whoever does not sit there any more meets nobody there.
create function drop_sessions() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if old.day is not null and new.day is distinct from old.day then
    delete from interview_session where tenant = old.tenant and day = old.day and application = old.application;
  end if;
  return null;
end $$;
create trigger sessions_follow after update on interview_invitation
  for each row execute function drop_sessions();
-- Fewer seats than are taken there cannot be.
create function keep_taken() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.seats < (select count(*) from interview_invitation where tenant = new.tenant and day = new.id) then
    raise exception 'more seats are taken' using errcode = 'restrict_violation', constraint = 'seats_below_taken';
  end if;
  return new;
end $$;
create trigger taken_kept before update on interview_day
  for each row execute function keep_taken();
