-- One model of person-time: who, what, where, from day to day, on which line.
-- Every tenant table carries the tenant in its key and in every reference, under forced row security.

create extension if not exists btree_gist;

do $$
begin
  create role isocenter_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant isocenter_app to current_user;
grant usage on schema public to isocenter_app;

-- Which tenant? These few tables are the directory; they hold no programme's data.
create table tenant (
  id text primary key,
  name text not null,
  time_zone text not null,
  demo boolean not null default false
);

create table session (
  token_hash text primary key,
  tenant text not null references tenant,
  person text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table feed_key (
  token_hash text primary key,
  tenant text not null references tenant,
  feed text not null
);

create table worker_heartbeat (
  worker text primary key,
  seen_at timestamptz not null
);

create function app_tenant() returns text language sql stable
  return nullif(current_setting('app.tenant', true), '');

create table person (
  tenant text not null references tenant,
  id text not null,
  given text not null,
  family text not null,
  facts jsonb not null default '{}',
  primary key (tenant, id)
);

create table programme (
  tenant text not null references tenant,
  id text not null,
  name text not null,
  kind text not null check (kind in ('fellowship', 'residency')),
  specialty text not null,
  position int not null default 0,
  facts jsonb not null default '{}',
  primary key (tenant, id)
);

-- A dated role; for trainees with the level of that stretch. History never changes when July comes:
-- a promotion ends one row and begins another.
create table role (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  person text not null,
  programme text not null,
  role text not null,
  title text,
  level text,
  track text,
  during daterange not null check (not isempty(during)),
  primary key (tenant, id),
  foreign key (tenant, person) references person,
  foreign key (tenant, programme) references programme,
  exclude using gist (tenant with =, person with =, programme with =, role with =, during with &&)
);

create table site (
  tenant text not null references tenant,
  id text not null,
  parent text,
  name text not null,
  kind text not null,
  facts jsonb not null default '{}',
  primary key (tenant, id),
  foreign key (tenant, parent) references site
);

create table equipment (
  tenant text not null references tenant,
  id text not null,
  site text,
  class text not null,
  name text not null,
  count int,
  status text not null,
  during daterange not null,
  facts jsonb not null default '{}',
  primary key (tenant, id),
  foreign key (tenant, site) references site
);

-- What a cell of the year may hold: rotations, electives, blocks of call, leave.
create table work (
  tenant text not null references tenant,
  programme text not null,
  id text not null,
  code text not null,
  name text not null,
  kind text not null,
  categories text[] not null default '{}',
  resource text,
  site text,
  color int not null default 10 check (color between 0 and 11),
  pattern text not null default 'plain',
  facts jsonb not null default '{}',
  primary key (tenant, programme, id),
  foreign key (tenant, programme) references programme
);

-- Everything else that a programme says of itself: electives, pathways, tracks, headlines.
create table catalogue (
  tenant text not null references tenant,
  programme text not null,
  kind text not null,
  id text not null,
  name text not null,
  position int not null default 0,
  facts jsonb not null default '{}',
  primary key (tenant, programme, kind, id),
  foreign key (tenant, programme) references programme
);

-- A year of some people of a programme, cut into blocks. Blocks are arbitrary; the day is the atom.
create table plan (
  tenant text not null references tenant,
  id text not null,
  programme text not null,
  title text not null,
  during daterange not null,
  blocks jsonb not null,
  works text[] not null,
  facts jsonb not null default '{}',
  position int not null default 0,
  version int not null default 1,
  primary key (tenant, id),
  foreign key (tenant, programme) references programme
);

create table plan_person (
  tenant text not null references tenant,
  plan text not null,
  person text not null,
  position int not null,
  months_trained numeric not null default 0,
  share numeric not null default 1 check (share > 0 and share <= 1),
  groups text[] not null default '{}',
  primary key (tenant, plan, person),
  foreign key (tenant, plan) references plan,
  foreign key (tenant, person) references person
);

create table plan_resource (
  tenant text not null references tenant,
  plan text not null,
  id text not null,
  name text not null,
  capacity int not null check (capacity >= 0),
  usable boolean not null default true,
  during daterange not null,
  primary key (tenant, plan, id),
  foreign key (tenant, plan) references plan
);

-- A programme's choice of a rule. A choice is never changed: it ends and another one begins.
create table rule_choice (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  plan text not null,
  rule text not null,
  params jsonb not null,
  strength jsonb not null,
  author text not null,
  reason text not null,
  position int not null,
  chosen_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by text,
  primary key (tenant, id),
  foreign key (tenant, plan) references plan
);

create table wish (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  plan text not null,
  person text not null,
  work text not null,
  periods text[],
  rank int not null default 1,
  avoid boolean not null default false,
  primary key (tenant, id),
  foreign key (tenant, plan) references plan,
  foreign key (tenant, person) references person
);

create table draft (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  plan text not null,
  name text not null,
  version int not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (tenant, id),
  foreign key (tenant, plan) references plan
);

-- The record. A line is what is true together: the published line, or one draft.
create table person_time (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  person text not null,
  programme text not null,
  line text not null,
  draft text,
  layer text not null check (layer in ('assignment', 'absence', 'call', 'conference')),
  kind text not null,
  work text not null,
  role text not null default 'trainee',
  site text,
  resource text,
  during daterange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  source text not null,
  note text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant, id),
  foreign key (tenant, person) references person,
  foreign key (tenant, programme, work) references work,
  foreign key (tenant, draft) references draft on delete cascade,
  check ((line = 'published') = (draft is null)),
  check (draft is null or draft = line),
  -- Nobody is in two places: refused by the database, whatever the program believes.
  constraint nobody_twice
    exclude using gist (tenant with =, line with =, person with =, layer with =, during with &&)
    where (layer in ('assignment', 'absence'))
);
create index person_time_line on person_time (tenant, line, programme);
create index person_time_person on person_time using gist (tenant, person, during);

create table cell_mark (
  tenant text not null references tenant,
  draft text not null,
  person text not null,
  period text not null,
  pinned boolean not null default false,
  note text not null default '',
  primary key (tenant, draft, person, period),
  foreign key (tenant, draft) references draft on delete cascade,
  foreign key (tenant, person) references person
);

-- What was done to a draft, so that it can be undone after any number of reloads.
create table edit (
  tenant text not null references tenant,
  draft text not null,
  seq int not null,
  by_person text not null,
  at timestamptz not null default now(),
  label text not null,
  changes jsonb not null,
  state text not null default 'done' check (state in ('done', 'undone', 'dropped')),
  primary key (tenant, draft, seq),
  foreign key (tenant, draft) references draft on delete cascade
);

create table solve (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  plan text not null,
  draft text not null,
  draft_version int not null,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  options jsonb not null,
  status text not null default 'waiting',
  says text not null default 'Waiting for a free worker.',
  elapsed_ms int not null default 0,
  score jsonb,
  cells jsonb,
  trace jsonb not null default '[]',
  conflict jsonb,
  cancel_asked boolean not null default false,
  primary key (tenant, id),
  foreign key (tenant, plan) references plan,
  foreign key (tenant, draft) references draft on delete cascade
);

create table publication (
  tenant text not null references tenant,
  plan text not null,
  version int not null,
  draft text,
  by_person text not null,
  at timestamptz not null default now(),
  message text not null,
  cells jsonb not null,
  primary key (tenant, plan, version),
  foreign key (tenant, plan) references plan
);

create table feed (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  owner text not null,
  label text not null,
  scope text not null check (scope in ('person', 'programme')),
  programme text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, owner) references person,
  foreign key (tenant, programme) references programme
);

-- A published version stays what it was.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a publication cannot be changed' using errcode = 'restrict_violation';
end $$;
create trigger publication_stays before update or delete on publication
  for each row execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['person', 'programme', 'role', 'site', 'equipment', 'work', 'catalogue',
    'plan', 'plan_person', 'plan_resource', 'rule_choice', 'wish', 'draft', 'person_time',
    'cell_mark', 'edit', 'solve', 'publication', 'feed']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert, update, delete on %I to isocenter_app', t);
  end loop;
end $$;
grant select on tenant to isocenter_app;
grant select, insert, delete on feed_key to isocenter_app;
