-- A year of rotations planned twice, with its call in one solve and with call on top of it, to be compared.

create table call_year (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  plan text not null,
  draft text not null,
  -- As it was when somebody asked; what is taken over later is held against the draft of then.
  draft_version int not null,
  first_day date not null,
  last_day date not null,
  seconds int not null check (seconds between 1 and 300),
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting'
    check (state in ('waiting', 'ready', 'failed', 'taken', 'discarded')),
  is_stopped boolean not null default false,
  says text not null default '' check (length(says) <= 4000),
  progress jsonb,
  -- By way (`apart`, `together`): cells, calls, and how good they are.
  results jsonb not null default '{}',
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, plan) references plan on delete cascade,
  foreign key (tenant, draft) references draft on delete cascade,
  foreign key (tenant, asked_by) references person,
  check (last_day >= first_day and last_day - first_day < 800)
);
create index call_year_latest on call_year (tenant, programme, asked_at desc);

alter table call_year enable row level security;
alter table call_year force row level security;
create policy tenant_only on call_year using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert on call_year to isocenter_app;
grant update (state, is_stopped, says, progress, results) on call_year to isocenter_app;
call watch_records('call_year');
create trigger audited after insert or update or delete on call_year
  for each row execute function write_audit('progress', 'results');
