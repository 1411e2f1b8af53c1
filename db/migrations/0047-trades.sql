-- Trading calls: who offers what to whom, who has agreed, what became of it. Nothing is deleted.

create table swap_policy (
  tenant text not null references tenant,
  programme text not null,
  auto_approve boolean not null,
  notice_hours int not null check (notice_hours between 0 and 720),
  primary key (tenant, programme),
  foreign key (tenant, programme) references programme on delete cascade
);

create table trade (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  note text not null default '' check (length(note) <= 300),
  state text not null
    check (state in ('open', 'proposed', 'accepted', 'done', 'declined', 'withdrawn', 'refused', 'lapsed')),
  version int not null default 1,
  decided_by text,
  decided_at timestamptz,
  reason text not null default '' check (length(reason) <= 300),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, asked_by) references person,
  foreign key (tenant, decided_by) references person,
  check ((decided_by is null) = (decided_at is null))
);
create index trade_live on trade (tenant, programme) where state in ('open', 'proposed', 'accepted');

create table trade_leg (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  trade text not null,
  position int not null,
  -- The call as it stands; the row may be gone by the time the trade is done.
  call text not null,
  from_person text not null,
  to_person text,
  part_side text check (part_side in ('begin', 'end')),
  part_at timestamptz,
  -- What it weighed when it was traded, for what people owe each other.
  points numeric(6, 2) not null,
  primary key (tenant, id),
  unique (tenant, trade, position),
  foreign key (tenant, trade) references trade on delete cascade,
  foreign key (tenant, from_person) references person,
  foreign key (tenant, to_person) references person,
  check (to_person is null or to_person <> from_person),
  check ((part_side is null) = (part_at is null))
);
create index trade_leg_call on trade_leg (tenant, call);

create table trade_word (
  tenant text not null references tenant,
  id text not null generated always as (trade || '/' || person) stored,
  trade text not null,
  person text not null,
  agrees boolean not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, trade, person),
  foreign key (tenant, trade) references trade on delete cascade,
  foreign key (tenant, person) references person
);

do $$
declare t text;
begin
  foreach t in array array['swap_policy', 'trade', 'trade_leg', 'trade_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update on swap_policy to isocenter_app;
grant update (state, version, decided_by, decided_at, reason) on trade to isocenter_app;
grant update (to_person) on trade_leg to isocenter_app;
grant update (agrees, at) on trade_word to isocenter_app;
create trigger audited after insert or update or delete on swap_policy
  for each row execute function write_audit();
create trigger audited after insert or update or delete on trade
  for each row execute function write_audit();
create trigger audited after insert or update or delete on trade_leg
  for each row execute function write_audit();
create trigger audited after insert or update or delete on trade_word
  for each row execute function write_audit();

-- A trade that is over stays over.
create function keep_trade() returns trigger language plpgsql as $$
begin
  if old.state not in ('open', 'proposed', 'accepted') then
    raise exception 'this trade is over' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger trade_stays before update on trade for each row execute function keep_trade();
