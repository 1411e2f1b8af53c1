-- A trainee's own plan of a year, week by week: what it holds, who agreed to it, what was said of it.

-- What the programme offered when somebody's plan was approved: they keep it, whatever is offered later.
create table study_catalogue (
  tenant text not null references tenant,
  -- The sum of the document, so that a class shares one.
  id text not null,
  programme text not null,
  document jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme
);

create table study_plan (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  plan text not null,
  person text not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved')),
  -- Of what the trainee has written; 0 = nothing yet.
  version int not null default 0 check (version >= 0),
  career_intent text not null default '' check (length(career_intent) <= 400),
  adviser text,
  items jsonb not null default '[]' check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) <= 80),
  saved_at timestamptz,
  -- [{capacity, section, who}]: those who must agree, in their order, as they were when it was handed in.
  chain jsonb not null default '[]',
  -- Of them, so many have agreed.
  taken int not null default 0,
  -- The last step.
  step int not null default 0,
  catalogue text,
  approved_at timestamptz,
  primary key (tenant, id),
  unique (tenant, plan, person),
  unique (tenant, id, person),
  foreign key (tenant, programme) references programme,
  foreign key (tenant, plan) references plan,
  foreign key (tenant, person) references person,
  foreign key (tenant, adviser) references person,
  foreign key (tenant, catalogue) references study_catalogue,
  constraint nobody_advises_themselves check (adviser <> person),
  check (taken between 0 and jsonb_array_length(chain)),
  check (state <> 'draft' or taken = 0),
  check (state = 'draft' or (adviser is not null and version > 0)),
  -- Approved is exactly what all have agreed to.
  check ((state = 'approved') = (state <> 'draft' and taken = jsonb_array_length(chain))),
  check ((state = 'approved') = (approved_at is not null)),
  check ((state = 'approved') = (catalogue is not null))
);
create index study_plan_of_programme on study_plan (tenant, programme);
create index study_plan_of_person on study_plan (tenant, person);

create table study_plan_step (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  study_plan text not null,
  person text not null,
  seq int not null check (seq >= 1),
  kind text not null check (kind in
    ('submitted', 'withdrawn', 'approved', 'returned', 'taken-back', 'reopened', 'placed')),
  capacity text not null check (capacity in ('trainee', 'adviser', 'section', 'director', 'planner')),
  -- Which place of the chain it was about; null where it is about none.
  station int,
  by_person text not null,
  comment text not null default '' check (length(comment) <= 2000),
  -- The version of the plan that they had before them.
  version int not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, study_plan, seq),
  foreign key (tenant, study_plan, person) references study_plan (tenant, id, person),
  foreign key (tenant, by_person) references person,
  constraint nobody_judges_their_own
    check (kind not in ('approved', 'returned', 'reopened') or by_person <> person),
  constraint only_oneself_hands_in check (kind not in ('submitted', 'withdrawn') or by_person = person),
  constraint a_return_says_why check (kind not in ('returned', 'reopened') or length(comment) >= 3)
);

create table study_plan_comment (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  study_plan text not null,
  person text not null,
  by_person text not null,
  -- About one week, or about the whole.
  week int check (week between 1 and 60),
  says text not null check (length(says) between 1 and 2000),
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, study_plan, person) references study_plan (tenant, id, person),
  foreign key (tenant, by_person) references person
);
create index study_plan_comment_of on study_plan_comment (tenant, study_plan);

do $$
declare t text;
begin
  foreach t in array array['study_catalogue', 'study_plan', 'study_plan_step', 'study_plan_comment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    call watch_records(t);
  end loop;
end $$;
grant select, insert on study_catalogue, study_plan, study_plan_step, study_plan_comment to isocenter_app;
grant update (state, version, career_intent, adviser, items, saved_at, chain, taken, step, catalogue,
  approved_at) on study_plan to isocenter_app;

create trigger audited after insert or update or delete on study_catalogue
  for each row execute function write_audit('document');
-- That somebody has saved is in the audit; what they try out is theirs until it is handed in.
create trigger audited after insert or update or delete on study_plan
  for each row execute function write_audit('items', 'chain', 'career_intent');
create trigger audited after insert or update or delete on study_plan_step
  for each row execute function write_audit();
create trigger audited after insert or update or delete on study_plan_comment
  for each row execute function write_audit('says');

-- What was done stays done: it is taken back by a step of its own, for every role.
create function keep_study_words() returns trigger language plpgsql as $$
begin
  raise exception 'steps and comments of a plan stay' using errcode = 'restrict_violation';
end $$;
create trigger steps_stay before update or delete on study_plan_step
  for each row execute function keep_study_words();
create trigger comments_stay before update or delete on study_plan_comment
  for each row execute function keep_study_words();
create trigger catalogues_stay before update or delete on study_catalogue
  for each row execute function keep_study_words();

-- Handed in is fenced, and no state changes without the step that says by whom.
create function keep_study_plan() returns trigger language plpgsql as $$
declare
  what text;
  fits boolean;
begin
  if tg_op = 'DELETE' then
    if old.step > 0 then
      raise exception 'a plan that was handed in stays' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' or new.step <> 0 then
      raise exception 'a plan begins as a draft' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if (new.person, new.plan, new.programme) is distinct from (old.person, old.plan, old.programme) then
    raise exception 'a plan stays whose it is' using errcode = 'restrict_violation';
  end if;
  if (new.items, new.career_intent, new.adviser, new.version)
      is distinct from (old.items, old.career_intent, old.adviser, old.version)
      and (old.state <> 'draft' or new.state <> 'draft') then
    raise exception 'this plan is handed in' using errcode = 'restrict_violation';
  end if;
  if (new.state, new.taken, new.step, new.catalogue) is not distinct from
      (old.state, old.taken, old.step, old.catalogue) then
    return new;
  end if;
  select kind into what from study_plan_step
    where tenant = new.tenant and study_plan = new.id and seq = new.step;
  fits := case
      when old.state = 'draft' and new.state = 'submitted' then what in ('submitted', 'taken-back')
      when old.state = 'submitted' and new.state = 'submitted' then
        (what = 'approved' and new.taken = old.taken + 1)
        or (what = 'taken-back' and new.taken = old.taken - 1)
      when old.state = 'submitted' and new.state = 'approved' then
        what = 'approved' and new.taken = old.taken + 1
      when old.state = 'submitted' and new.state = 'draft' then what in ('returned', 'withdrawn')
      when old.state = 'approved' and new.state = 'submitted' then
        what = 'taken-back' and new.taken = old.taken - 1
      when old.state = 'approved' and new.state = 'draft' then what = 'reopened'
      when old.state = 'approved' and new.state = 'approved' then
        what = 'placed' and new.catalogue = old.catalogue and new.taken = old.taken
      else false end;
  if new.step <> old.step + 1 or not coalesce(fits, false) then
    raise exception 'a plan changes its state by a step' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger study_plan_stays before insert or update or delete on study_plan
  for each row execute function keep_study_plan();
