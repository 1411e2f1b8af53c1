-- The board for everybody in the house, by an address that can be ended; and what a service hands over.

create table board_link (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  label text not null check (length(label) between 1 and 120),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, made_by) references person
);
-- Its token stands where those of feeds do: the directory, asked before a tenant is known.

create table handover (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  -- A rotation or a kind of call.
  work text not null,
  on_day date not null,
  person text not null,
  at timestamptz not null default clock_timestamp(),
  says text not null check (length(says) between 1 and 1000),
  primary key (tenant, id),
  foreign key (tenant, programme, work) references work,
  foreign key (tenant, person) references person
);
create index handover_on on handover (tenant, programme, on_day);

do $$
declare t text;
begin
  foreach t in array array['board_link', 'handover'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
  end loop;
end $$;
grant update (ended_at) on board_link to isocenter_app;
grant delete on handover to isocenter_app;
create trigger audited after insert or update or delete on board_link
  for each row execute function write_audit();
-- That somebody wrote, not what: a handover is read and then over.
create trigger audited after insert or update or delete on handover
  for each row execute function write_audit('says');
