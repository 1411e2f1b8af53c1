-- Calls that have been planned for a range and are not published yet, and what people ask beforehand.

create table call_proposal (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  first_day date not null,
  last_day date not null,
  seconds int not null check (seconds between 1 and 300),
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting'
    check (state in ('waiting', 'ready', 'failed', 'published', 'discarded')),
  -- Somebody wants the best so far and no better.
  is_stopped boolean not null default false,
  says text not null default '' check (length(says) <= 4000),
  -- Pools done, how even the best roster is, and how even one could be.
  progress jsonb,
  -- Planned: kind, person, day. Kept: calls of the range that stood when it was planned and stay.
  calls jsonb not null default '[]',
  kept jsonb not null default '[]',
  published_by text,
  published_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, asked_by) references person,
  check (last_day >= first_day and last_day - first_day < 400)
);
create index call_proposal_latest on call_proposal (tenant, programme, asked_at desc);

-- Days on which somebody would like call, or rather none. Kept when they are over.
create table call_wish (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  -- Null: whatever kind.
  kind text,
  during daterange not null check (not isempty(during)),
  avoid boolean not null,
  note text not null default '' check (length(note) <= 200),
  asked_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person,
  foreign key (tenant, programme, kind) references call_kind
);
create index call_wish_of on call_wish (tenant, programme, person);

-- Calls that stay with whom they are when the range is planned anew.
create table call_pin (
  tenant text not null references tenant,
  -- Like the call itself; it goes with it.
  call text not null,
  id text not null generated always as (call) stored,
  programme text not null,
  pinned_by text not null,
  pinned_at timestamptz not null default clock_timestamp(),
  primary key (tenant, call),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, pinned_by) references person
);

do $$
declare t text;
begin
  foreach t in array array['call_proposal', 'call_wish', 'call_pin'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update (state, is_stopped, says, progress, calls, kept, published_by, published_at) on call_proposal to isocenter_app;
grant delete on call_wish, call_pin to isocenter_app;
create trigger audited after insert or update or delete on call_proposal
  for each row execute function write_audit('calls', 'kept', 'progress');
create trigger audited after insert or update or delete on call_wish
  for each row execute function write_audit();
create trigger audited after insert or update or delete on call_pin
  for each row execute function write_audit();

-- A kind may be given back its place after it was ended; a holiday may be renamed.
grant update (name, is_major) on holiday to isocenter_app;
