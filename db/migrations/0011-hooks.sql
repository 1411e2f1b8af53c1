-- What has happened, written in the same transaction, so that nothing is told that was not done and
-- nothing done is left untold; and the addresses of other systems that want to hear of it.
create table outbox (
  tenant text not null references tenant,
  id bigint generated always as identity,
  programme text not null,
  kind text not null,
  facts jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade
);
create table hook (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  label text not null,
  url text not null,
  secret text not null,
  kinds text[] not null check (kinds <@ array['published', 'changed']),
  made_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, made_by) references person
);
create table hook_delivery (
  tenant text not null references tenant,
  hook text not null,
  event bigint not null,
  attempts int not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  says text,
  primary key (tenant, hook, event),
  foreign key (tenant, hook) references hook on delete cascade,
  foreign key (tenant, event) references outbox on delete cascade
);
create index hook_delivery_due on hook_delivery (tenant, next_at) where done_at is null;
do $$
declare name text;
begin
  foreach name in array array['outbox', 'hook', 'hook_delivery'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', name);
  end loop;
end $$;
grant select, insert on outbox to isocenter_app;
grant select, insert, update, delete on hook, hook_delivery to isocenter_app;
