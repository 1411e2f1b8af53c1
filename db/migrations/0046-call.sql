-- Who is on when the house is quiet: kinds of call with their hours, needs and points, and the days
-- that are no ordinary ones. The calls themselves are person-time of the layer `call`.

create table call_kind (
  tenant text not null references tenant,
  programme text not null,
  -- The work of the same id, so that a call has a code, a name and a colour everywhere.
  id text not null,
  position int not null default 0,
  facts jsonb not null,
  version int not null default 1,
  -- Null while it is in use; a kind that somebody has had is never deleted.
  ended_at timestamptz,
  primary key (tenant, programme, id),
  foreign key (tenant, programme, id) references work (tenant, programme, id)
);

create table holiday (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  on_day date not null,
  name text not null check (length(name) between 1 and 120),
  -- Holidays of one group are one burden: not Thanksgiving and Christmas both.
  is_major boolean not null default false,
  -- Null: of the whole institution.
  programme text,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  unique nulls not distinct (tenant, on_day, programme)
);

do $$
declare t text;
begin
  foreach t in array array['call_kind', 'holiday'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    call watch_records(t);
  end loop;
end $$;
grant select, insert on call_kind, holiday to isocenter_app;
grant update (position, facts, version, ended_at) on call_kind to isocenter_app;
grant delete on holiday to isocenter_app;
create trigger audited after insert or update or delete on call_kind
  for each row execute function write_audit('facts');
create trigger audited after insert or update or delete on holiday
  for each row execute function write_audit();
