-- Applications are read, scored and decided upon. What a reviewer recommends and what the programme
-- decides are two things; a decision is never altered, a later one follows it.

create table review_setup (
  tenant text not null references tenant,
  cycle text not null,
  facts jsonb not null,
  version int not null default 1,
  primary key (tenant, cycle),
  foreign key (tenant, cycle) references recruitment_cycle on delete cascade
);

create table review (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  application text not null,
  reviewer text not null,
  state text not null default 'assigned' check (state in ('assigned', 'done', 'conflict')),
  scores jsonb not null default '{}',
  recommendation text check (recommendation in ('interview', 'waitlist', 'hold', 'reject')),
  note text not null default '' check (length(note) <= 4000),
  -- Why the reviewer should not judge this applicant.
  conflict text not null default '' check (length(conflict) <= 300),
  -- Null: took it up without being asked.
  assigned_by text,
  assigned_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  version int not null default 1,
  primary key (tenant, id),
  foreign key (tenant, application) references application on delete cascade,
  foreign key (tenant, reviewer) references person,
  foreign key (tenant, assigned_by) references person,
  constraint one_review_each unique (tenant, application, reviewer),
  check ((state = 'done') = (done_at is not null)),
  check (state <> 'done' or recommendation is not null),
  check (state <> 'conflict' or conflict <> '')
);
create index review_of_reviewer on review (tenant, reviewer, state);

create table decision (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  application text not null,
  nth int not null check (nth >= 1),
  verdict text not null check (verdict in ('interview', 'waitlist', 'hold', 'reject')),
  note text not null default '' check (length(note) <= 500),
  by_person text not null,
  at timestamptz not null default clock_timestamp(),
  -- When the applicant was told, and by whom.
  told_at timestamptz,
  told_by text,
  primary key (tenant, id),
  foreign key (tenant, application) references application on delete cascade,
  foreign key (tenant, by_person) references person,
  foreign key (tenant, told_by) references person,
  constraint one_after_the_other unique (tenant, application, nth),
  check ((told_at is null) = (told_by is null))
);

do $$
declare t text;
begin
  foreach t in array array['review_setup', 'review', 'decision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
  end loop;
end $$;
-- Nobody reads what is said of their own application, whatever they have become.
create policy not_ones_own on review as restrictive
  using (current_user <> 'isocenter_app' or not is_own_application(application));
create policy not_ones_own on decision as restrictive
  using (current_user <> 'isocenter_app' or not is_own_application(application));
grant update (facts, version) on review_setup to isocenter_app;
grant update (state, scores, recommendation, note, conflict, done_at, version) on review to isocenter_app;
grant delete on review to isocenter_app;
grant update (told_at, told_by) on decision to isocenter_app;
create trigger audited after insert or update or delete on review_setup
  for each row execute function write_audit();
-- Who has reviewed what, not what was thought of somebody.
create trigger audited after insert or update or delete on review
  for each row execute function write_audit('scores', 'recommendation', 'note', 'conflict');
create trigger audited after insert or update or delete on decision
  for each row execute function write_audit();

-- Only an assignment on which nothing was said yet is taken back; whoever was told stays told.
create function keep_assignment() returns trigger language plpgsql as $$
begin
  if old.state <> 'assigned' or old.scores <> '{}' or old.note <> '' then
    raise exception 'a review stays' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create function keep_told() returns trigger language plpgsql as $$
begin
  if old.told_at is not null then
    raise exception 'who was told stays told' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger review_stays before delete on review for each row execute function keep_assignment();
create trigger decision_stays before update on decision for each row execute function keep_told();
