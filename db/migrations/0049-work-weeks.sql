-- What somebody has really worked, week by week: written down by an act, never by itself, and kept
-- beside what was planned when it was confirmed.

create table work_week (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  monday date not null check (extract(isodow from monday) = 1),
  -- What the record said at that moment, and what was confirmed; [{id, kind, start, end, ...}].
  planned jsonb not null,
  actual jsonb not null,
  version int not null default 1,
  confirmed_by text not null,
  confirmed_at timestamptz not null default clock_timestamp(),
  -- Why it was changed after it was closed.
  reason text not null default '' check (length(reason) <= 400),
  primary key (tenant, programme, person, monday),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, confirmed_by) references person
);

alter table work_week enable row level security;
alter table work_week force row level security;
create policy tenant_only on work_week using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert on work_week to isocenter_app;
grant update (planned, actual, version, confirmed_by, confirmed_at, reason) on work_week to isocenter_app;
call watch_records('work_week');
create trigger audited after insert or update or delete on work_week
  for each row execute function write_audit();
