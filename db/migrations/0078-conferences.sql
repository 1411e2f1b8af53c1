-- Conferences: series with their rhythm, their sessions, who presents. Who attends is person-time of
-- the layer `conference`, derived; nothing here keeps a copy of it.

create table conference_series (
  tenant text not null references tenant,
  programme text not null,
  -- The work of the same id, so that a conference has a code, a name and a colour everywhere.
  id text not null,
  position int not null default 0,
  facts jsonb not null,
  version int not null default 1,
  -- Null while it is held; a series that was held is never deleted.
  ended_at timestamptz,
  primary key (tenant, programme, id),
  foreign key (tenant, programme, id) references work (tenant, programme, id)
);

create table conference_session (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  series text not null,
  -- The day of the rhythm; a session that was moved keeps it.
  on_day date not null,
  -- The day on which it is held, by the clock of the house.
  held_on date not null,
  at tstzrange not null check (not isempty(at) and not lower_inf(at) and not upper_inf(at)),
  state text not null default 'planned' check (state in ('planned', 'cancelled')),
  -- The rhythm has it no longer; it comes back as it was when the rhythm does.
  is_dropped boolean not null default false,
  is_moved boolean not null default false,
  reason text not null default '' check (length(reason) <= 200),
  -- Empty: as the series says.
  room text not null default '' check (length(room) <= 120),
  presenter text,
  topic text not null default '' check (length(topic) <= 200),
  -- To whom the presenter would like to give it; theirs once they say so.
  offered_to text,
  version int not null default 1,
  primary key (tenant, id),
  unique (tenant, programme, series, on_day),
  foreign key (tenant, programme, series) references conference_series (tenant, programme, id),
  foreign key (tenant, presenter) references person,
  foreign key (tenant, offered_to) references person,
  check (offered_to is null or (presenter is not null and offered_to <> presenter)),
  constraint cancelled_with_a_reason check (state <> 'cancelled' or length(reason) >= 3),
  constraint nobody_presents_twice exclude using gist (tenant with =, presenter with =, at with &&)
    where (presenter is not null and state = 'planned' and not is_dropped)
    -- Judged when a whole statement is done: sessions move together.
    deferrable initially immediate
);
create index conference_session_of on conference_session (tenant, programme, held_on);
create index conference_session_by on conference_session (tenant, presenter)
  where presenter is not null;

do $$
declare t text;
begin
  foreach t in array array['conference_series', 'conference_session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update (position, facts, version, ended_at) on conference_series to isocenter_app;
grant update (held_on, at, state, is_dropped, is_moved, reason, room, presenter, topic, offered_to, version)
  on conference_session to isocenter_app;
create trigger audited after insert or update or delete on conference_series
  for each row execute function write_audit('position');
-- Sessions come by the hundred from the rhythm; what somebody does to one is an update.
create trigger audited after update on conference_session
  for each row execute function write_audit();
create index person_time_of_conference on person_time (tenant, programme, last_day)
  where layer = 'conference';
