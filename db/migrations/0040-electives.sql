-- Rounds of choosing electives: what can be wished for, who wishes for what, and what came out.

create table choosing (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  plan text not null,
  title text not null check (length(title) between 1 and 120),
  -- [{id, label, from, to}], in their order; what the year is cut into for this round.
  periods jsonb not null check (jsonb_array_length(periods) between 1 and 400),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  mechanism text not null,
  seed text not null check (length(seed) between 1 and 200),
  most_wishes int not null check (most_wishes between 1 and 50),
  -- Places that one person gets at most.
  places int not null check (places between 1 and 50),
  shows_demand boolean not null default false,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  -- Null: a draft that only planners see.
  opened_at timestamptz,
  -- The certificate of the result that a planner chose; people in it by their numbers.
  allocation jsonb,
  allotted_by text,
  allotted_at timestamptz,
  released_by text,
  released_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme,
  foreign key (tenant, plan) references plan,
  foreign key (tenant, made_by) references person,
  foreign key (tenant, allotted_by) references person,
  foreign key (tenant, released_by) references person,
  constraint closes_after_it_opens check (closes_at > opens_at),
  check ((allocation is null) = (allotted_by is null)),
  check ((allocation is null) = (allotted_at is null)),
  check ((released_by is null) = (released_at is null)),
  check (released_by is null or allocation is not null),
  constraint released_by_a_second check (released_by <> allotted_by)
);
create index choosing_of_programme on choosing (tenant, programme);

-- What can be wished for, as it stood when it was copied; a later copy is another version.
create table choosing_offers (
  tenant text not null references tenant,
  id text not null generated always as (choosing || '/' || version) stored,
  choosing text not null,
  version int not null check (version >= 1),
  offers jsonb not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (tenant, choosing, version),
  foreign key (tenant, choosing) references choosing on delete cascade
);

-- Who chooses, by which number the certificate names them, and what they wish for.
create table chooser (
  tenant text not null references tenant,
  id text not null generated always as (choosing || '/' || person) stored,
  choosing text not null,
  person text not null,
  number text not null,
  -- [{offer, reason}]: what is not open to them, and why.
  barred jsonb not null default '[]',
  -- Ids of offers, the dearest first.
  wishes jsonb not null default '[]',
  wishes_version int not null default 0,
  -- The version of the offers that they had before them.
  offers_version int,
  saved_at timestamptz,
  primary key (tenant, choosing, person),
  unique (tenant, choosing, number),
  foreign key (tenant, choosing) references choosing on delete cascade,
  foreign key (tenant, person) references person,
  foreign key (tenant, choosing, offers_version) references choosing_offers (tenant, choosing, version)
);
create index chooser_of_person on chooser (tenant, person);

do $$
declare t text;
begin
  foreach t in array array['choosing', 'choosing_offers', 'chooser'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert, update on %I to isocenter_app', t);
    execute format('call watch_records(%L)', t);
  end loop;
end $$;
grant delete on choosing, choosing_offers, chooser to isocenter_app;

create trigger audited after insert or update or delete on choosing
  for each row execute function write_audit('periods', 'allocation');
create trigger audited after insert or update or delete on choosing_offers
  for each row execute function write_audit('offers');
-- That somebody has saved wishes is in the audit; which ones is for them and the planners.
create trigger audited after insert or update or delete on chooser
  for each row execute function write_audit('wishes');

-- What was released stays; and a seed that people have seen is never chosen anew.
create function keep_choosing() returns trigger language plpgsql as $$
begin
  if old.released_at is not null then
    raise exception 'this result is released' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and old.opened_at is not null and new.seed <> old.seed then
    raise exception 'the seed is published' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger choosing_stays before update or delete on choosing
  for each row execute function keep_choosing();

create function keep_offers() returns trigger language plpgsql as $$
begin
  if exists (select 1 from choosing where tenant = coalesce(new.tenant, old.tenant)
      and id = coalesce(new.choosing, old.choosing) and released_at is not null) then
    raise exception 'this result is released' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' then
    raise exception 'a version of the offers stays' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger offers_stay before insert or update or delete on choosing_offers
  for each row execute function keep_offers();

-- The clock of the database decides. The round is locked, so that whoever allots after the close
-- waits for those who were in time.
create function take_wishes() returns trigger language plpgsql as $$
declare round choosing;
begin
  if tg_op = 'UPDATE' and new.wishes = old.wishes and new.wishes_version = old.wishes_version
      and new.barred = old.barred then
    return new;
  end if;
  select * into round from choosing where tenant = new.tenant and id = new.choosing for share;
  if round.released_at is not null then
    raise exception 'this result is released' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'INSERT' and new.wishes = '[]' then return new; end if;
  if tg_op = 'UPDATE' and new.wishes = old.wishes and new.wishes_version = old.wishes_version then
    return new;
  end if;
  if round.opened_at is null or clock_timestamp() < round.opens_at
      or clock_timestamp() >= round.closes_at then
    raise exception 'the round takes no wishes now' using errcode = 'restrict_violation';
  end if;
  new.saved_at := clock_timestamp();
  return new;
end $$;
create trigger wishes_in_time before insert or update on chooser
  for each row execute function take_wishes();
