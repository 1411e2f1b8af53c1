-- Leave: kinds with their balances, the programme's policy, requests in parts, and every step of them.
-- What is approved is person-time of the layer `absence`; nothing here keeps a copy of it.

create table leave_type (
  tenant text not null references tenant,
  programme text not null,
  id text not null,
  position int not null,
  name text not null check (length(name) between 1 and 60),
  -- What stands in the year; null: the programme's work for leave.
  work text,
  -- From whose days a year it is taken; often its own.
  balance text not null,
  -- Null: as many as are approved.
  days_a_year int check (days_a_year between 0 and 366),
  counts text not null check (counts in ('workdays', 'days')),
  -- Null: as the programme says.
  notice_days int check (notice_days between 0 and 365),
  -- So many days after the fact it may still be asked for.
  past_days int not null check (past_days between 0 and 90),
  is_paid boolean not null,
  needs_reason boolean not null,
  reason_for text not null check (reason_for in ('office', 'directors')),
  is_abr_leave boolean not null,
  is_qualifying boolean not null,
  free_night_before boolean not null,
  ended_at timestamptz,
  primary key (tenant, programme, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, programme, work) references work (tenant, programme, id),
  foreign key (tenant, programme, balance) references leave_type (tenant, programme, id)
    deferrable initially deferred
);

create table leave_policy (
  tenant text not null references tenant,
  programme text not null,
  facts jsonb not null,
  version int not null default 1,
  primary key (tenant, programme),
  foreign key (tenant, programme) references programme on delete cascade
);

create table leave_request (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  person text not null,
  type text not null,
  state text not null
    check (state in ('draft', 'asked', 'approved', 'declined', 'withdrawn', 'cancelled')),
  version int not null default 1,
  -- For the person and those who must know; never in the audit.
  reason text not null default '' check (length(reason) <= 500),
  -- Who has to say yes, in this order; as it stood when it was asked for.
  chain text[] not null default '{}',
  agreed int not null default 0 check (agreed >= 0),
  made_at timestamptz not null default clock_timestamp(),
  asked_on date,
  decided_by text,
  decided_at timestamptz,
  answer text not null default '' check (length(answer) <= 300),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, programme, type) references leave_type (tenant, programme, id),
  foreign key (tenant, person) references person on delete cascade,
  foreign key (tenant, decided_by) references person,
  check ((decided_by is null) = (decided_at is null)),
  check (state in ('draft', 'withdrawn') or asked_on is not null),
  constraint approved_by_somebody check (state <> 'approved'
    or (decided_by is not null and agreed >= cardinality(chain) and cardinality(chain) > 0)),
  constraint not_approved_by_oneself check (state <> 'approved' or decided_by <> person),
  constraint declined_with_a_reason check (state <> 'declined' or length(answer) >= 3)
);
create index leave_request_of on leave_request (tenant, programme, state);
create index leave_request_person on leave_request (tenant, person);

create table leave_part (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  request text not null,
  person text not null,
  during daterange not null
    check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  primary key (tenant, id),
  foreign key (tenant, request) references leave_request on delete cascade,
  constraint parts_apart exclude using gist (tenant with =, request with =, during with &&)
);
create index leave_part_of on leave_part (tenant, request);

create table leave_step (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  request text not null,
  by_person text not null,
  capacity text not null,
  what text not null
    check (what in ('asked', 'changed', 'agreed', 'approved', 'declined', 'withdrawn', 'cancelled', 'reopened')),
  comment text not null default '' check (length(comment) <= 300),
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, request) references leave_request on delete cascade,
  foreign key (tenant, by_person) references person
);
create index leave_step_of on leave_step (tenant, request, at);

do $$
declare t text;
begin
  foreach t in array array['leave_type', 'leave_policy', 'leave_request', 'leave_part', 'leave_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update (position, name, work, balance, days_a_year, counts, notice_days, past_days, is_paid,
  needs_reason, reason_for, is_abr_leave, is_qualifying, free_night_before, ended_at)
  on leave_type to isocenter_app;
grant update (facts, version) on leave_policy to isocenter_app;
grant update (type, state, version, reason, chain, agreed, asked_on, decided_by, decided_at, answer)
  on leave_request to isocenter_app;
-- A request that is not approved may be about other days.
grant delete on leave_part to isocenter_app;
create trigger audited after insert or update or delete on leave_type
  for each row execute function write_audit();
create trigger audited after insert or update or delete on leave_policy
  for each row execute function write_audit();
create trigger audited after insert or update or delete on leave_request
  for each row execute function write_audit('reason', 'answer');
create trigger audited after insert or update or delete on leave_part
  for each row execute function write_audit();
create trigger audited after insert or update or delete on leave_step
  for each row execute function write_audit('comment');

-- Nobody says yes to their own.
create function keep_leave_step() returns trigger language plpgsql as $$
begin
  if new.what in ('agreed', 'approved') and exists (select 1 from leave_request
      where tenant = new.tenant and id = new.request and person = new.by_person) then
    raise exception 'nobody approves their own leave' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger leave_step_of_others before insert on leave_step
  for each row execute function keep_leave_step();

-- What is approved is not about other days the next moment.
create function keep_leave() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' and new.state = 'approved' and old.type <> new.type then
    raise exception 'this leave is approved' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger leave_stays before update on leave_request
  for each row execute function keep_leave();

create function keep_leave_part() returns trigger language plpgsql as $$
begin
  if exists (select 1 from leave_request where tenant = old.tenant and id = old.request
      and state = 'approved') then
    raise exception 'this leave is approved' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger leave_part_stays before delete on leave_part
  for each row execute function keep_leave_part();

-- Approved means that it stands in the record, day by day; anything else, that it does not.
create function leave_is_kept() returns trigger language plpgsql as $$
declare asked int; kept int; held text;
begin
  select state into held from leave_request where tenant = new.tenant and id = new.id;
  if held is null then return null; end if;
  select coalesce(sum(upper(during) - lower(during)), 0) into asked from leave_part
    where tenant = new.tenant and request = new.id;
  select coalesce(sum(upper(during) - lower(during)), 0) into kept from person_time
    where tenant = new.tenant and line = 'published' and layer = 'absence' and person = new.person
      and source = 'leave:' || new.id and status <> 'cancelled';
  if (held = 'approved' and asked <> kept) or (held <> 'approved' and kept > 0) then
    raise exception 'leave and record disagree: % of % days', kept, asked
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger leave_is_kept after insert or update on leave_request
  deferrable initially deferred for each row execute function leave_is_kept();
