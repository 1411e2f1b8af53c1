-- By which rules a programme's hours are judged: packs of its own, version by version, and from which
-- day on which pack holds. A version is never altered; where nothing is chosen the usual pack holds.

create table hours_pack (
  tenant text not null references tenant,
  programme text not null,
  pack text not null check (length(pack) between 1 and 80),
  version int not null check (version >= 1),
  id text not null generated always as (pack || ' ' || version::text) stored,
  title text not null check (length(title) between 1 and 120),
  edition text not null check (length(edition) between 1 and 80),
  -- The whole pack, as a file has it.
  facts jsonb not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (tenant, programme, pack, version),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, made_by) references person
);

create table hours_choice (
  tenant text not null references tenant,
  programme text not null,
  from_day date not null,
  id text not null generated always as (programme) stored,
  pack text not null,
  -- Null: one that comes with the program.
  version int,
  -- A draft of a year that would break a core rule is not published without a reason.
  is_barrier boolean not null,
  chosen_by text not null,
  chosen_at timestamptz not null default clock_timestamp(),
  primary key (tenant, programme, from_day),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, programme, pack, version) references hours_pack,
  foreign key (tenant, chosen_by) references person
);

do $$
declare t text;
begin
  foreach t in array array['hours_pack', 'hours_choice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
    call watch_records(t);
    execute format('create trigger audited after insert or update or delete on %I for each row execute function write_audit()', t);
  end loop;
end $$;
-- What begins later can be chosen anew or not at all.
grant update (pack, version, is_barrier, chosen_by, chosen_at) on hours_choice to isocenter_app;
grant delete on hours_choice to isocenter_app;

-- One version after another, whoever is faster.
create function keep_hours_pack() returns trigger language plpgsql as $$
begin
  if new.version <> 1 + coalesce((select max(version) from hours_pack where tenant = new.tenant
      and programme = new.programme and pack = new.pack), 0) then
    raise exception 'versions of a pack follow one another' using errcode = 'unique_violation';
  end if;
  return new;
end $$;
create trigger hours_pack_follows before insert on hours_pack
  for each row execute function keep_hours_pack();
