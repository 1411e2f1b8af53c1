-- The road to graduation: what is required from which day on, who is on which pathway, what somebody
-- has shown, and what is waived. Nothing of it is deleted: it ends, with who ended it.

-- A version is never altered: whoever entered under it keeps it.
create table curriculum (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  since date not null,
  requirements jsonb not null,
  pathways jsonb not null,
  -- Null: it came with the programme.
  by_person text,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, programme, since),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, by_person) references person
);

create table pathway_member (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  pathway text not null,
  person text not null,
  state text not null default 'applied'
    check (state in ('applied', 'approved', 'declined', 'withdrawn', 'completed')),
  statement text not null default '' check (length(statement) <= 2000),
  note text not null default '' check (length(note) <= 500),
  applied_on date not null,
  decided_on date,
  decided_by text,
  -- Of the class that entered together: the first day of its training, and one of its places.
  class_of date not null,
  place int,
  capacity int,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, decided_by) references person,
  -- Whoever is admitted holds a place, and there are no more places than there are.
  check ((place is not null) = (state in ('approved', 'completed'))),
  check (place is null or (place >= 1 and (capacity is null or place <= capacity))),
  check ((state = 'applied') = (decided_on is null))
);
create unique index pathway_member_place
  on pathway_member (tenant, programme, pathway, class_of, place) where place is not null;
create unique index pathway_member_once on pathway_member (tenant, programme, pathway, person)
  where state in ('applied', 'approved', 'completed');
create index pathway_member_person on pathway_member (tenant, person);

create table progress_entry (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  -- The word under which requirements count it.
  counter text not null,
  on_day date not null,
  amount numeric(8, 2) not null check (amount > 0 and amount <= 20000),
  note text not null default '' check (length(note) <= 500),
  by_person text not null,
  at timestamptz not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, by_person) references person,
  foreign key (tenant, ended_by) references person,
  check ((ended_by is null) = (ended_at is null))
);
create index progress_entry_of on progress_entry (tenant, programme, person);

create table progress_waiver (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  requirement text not null,
  reason text not null check (length(reason) between 3 and 500),
  by_person text not null,
  on_day date not null,
  at timestamptz not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, by_person) references person,
  foreign key (tenant, ended_by) references person,
  check ((ended_by is null) = (ended_at is null))
);
create unique index progress_waiver_holds
  on progress_waiver (tenant, programme, person, requirement) where ended_at is null;

do $$
declare t text;
begin
  foreach t in array array['curriculum', 'pathway_member', 'progress_entry', 'progress_waiver'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    call watch_records(t);
  end loop;
end $$;
grant select, insert on curriculum, pathway_member, progress_entry, progress_waiver to isocenter_app;
-- The rest of a row stays as it was written.
grant update (state, note, decided_on, decided_by, place, capacity) on pathway_member to isocenter_app;
grant update (ended_by, ended_at) on progress_entry, progress_waiver to isocenter_app;
create trigger audited after insert or update or delete on curriculum
  for each row execute function write_audit('requirements', 'pathways');
create trigger audited after insert or update or delete on pathway_member
  for each row execute function write_audit('place', 'capacity');
create trigger audited after insert or update or delete on progress_entry
  for each row execute function write_audit();
create trigger audited after insert or update or delete on progress_waiver
  for each row execute function write_audit();
