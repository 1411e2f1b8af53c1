-- What a broken rule about hours came of, and what will be done about it. About the schedule, not about
-- the person: nobody is blamed, and no patient is named.

create table hours_cause (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  -- The rule of the pack, and the first day of the window in which it was broken.
  rule text not null check (length(rule) between 1 and 80),
  from_day date not null,
  cause text not null
    check (cause in ('schedule', 'staffing', 'handover', 'late-work', 'own-choice', 'entry', 'other')),
  says text not null default '' check (length(says) <= 300),
  plan text not null default '' check (length(plan) <= 400),
  version int not null default 1,
  written_by text not null,
  written_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, programme, person, rule, from_day),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, written_by) references person
);

alter table hours_cause enable row level security;
alter table hours_cause force row level security;
create policy tenant_only on hours_cause using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert on hours_cause to isocenter_app;
grant update (cause, says, plan, version, written_by, written_at) on hours_cause to isocenter_app;
call watch_records('hours_cause');
create trigger audited after insert or update or delete on hours_cause
  for each row execute function write_audit();
