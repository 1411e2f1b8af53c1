-- How long records of a season are kept, by their class, and what has been deleted. Of those who came
-- nothing is deleted here: theirs is the record of their training by then.

create table retention (
  tenant text not null references tenant,
  programme text not null,
  -- Months after match day, by class; null: kept until somebody says otherwise.
  months jsonb not null,
  version int not null default 1,
  primary key (tenant, programme),
  foreign key (tenant, programme) references programme on delete cascade
);
create table forgotten (
  tenant text not null references tenant,
  cycle text not null,
  class text not null check (class in ('files', 'letters', 'forms', 'judgements', 'lists')),
  records int not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant, cycle, class),
  foreign key (tenant, cycle) references recruitment_cycle on delete cascade
);
do $$
declare t text;
begin
  foreach t in array array['retention', 'forgotten'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select on %I to isocenter_app', t);
  end loop;
end $$;
grant insert, update (months, version) on retention to isocenter_app;
create trigger audited after insert or update or delete on retention
  for each row execute function write_audit();
create trigger audited after insert or update or delete on forgotten
  for each row execute function write_audit();

-- Those who are served delete no review and alter no decision that was told; keeping to the time that
-- a programme has laid down is the owner's, by the one function below.
create or replace function keep_assignment() returns trigger language plpgsql as $$
begin
  if current_user = 'isocenter_app' and (old.state <> 'assigned' or old.scores <> '{}' or old.note <> '') then
    raise exception 'a review stays' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create or replace function keep_told() returns trigger language plpgsql as $$
begin
  if current_user = 'isocenter_app' and old.told_at is not null then
    raise exception 'who was told stays told' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Deletes one class of records of one season, once its time has come and not before. How many records.
create function forget_records(a_cycle text, a_class text) returns int language plpgsql
  -- Temporary tables of whoever calls come last: none of them stands in for a table of ours.
  security definer set search_path = public, pg_temp as $$
declare count int := 0; more int; due date;
begin
  select (coalesce(c.match_day, (c.deadline at time zone c.zone)::date)
      + make_interval(months => (r.months ->> a_class)::int))::date into due
    from recruitment_cycle c join retention r on r.tenant = c.tenant and r.programme = c.programme
    where c.tenant = app_tenant() and c.id = a_cycle;
  if due is null or due > (clock_timestamp() at time zone 'utc')::date
    or exists (select 1 from forgotten where tenant = app_tenant() and cycle = a_cycle and class = a_class) then
    return null;
  end if;
  create temporary table going on commit drop as
    select a.id, a.applicant from application a where a.tenant = app_tenant() and a.cycle = a_cycle
      and not exists (select 1 from incoming i where i.tenant = a.tenant and i.application = a.id);
  if a_class = 'files' then
    delete from application_document d using going g
      where d.tenant = app_tenant() and d.application = g.id and d.kind <> 'letter';
    get diagnostics count = row_count;
  elsif a_class = 'letters' then
    delete from application_document d using going g
      where d.tenant = app_tenant() and d.application = g.id and d.kind = 'letter';
    get diagnostics count = row_count;
    delete from recommendation r using going g where r.tenant = app_tenant() and r.application = g.id;
  elsif a_class = 'forms' then
    update application a set form = '{}' from going g where a.tenant = app_tenant() and a.id = g.id;
    get diagnostics count = row_count;
    -- Whoever has applied elsewhere in the house too, or has become somebody of it, keeps their name.
    update applicant p set given = 'Deleted', family = 'applicant', phone = '', aamc_id = null,
        nrmp_id = null, email = p.id || '@deleted.invalid'
      where p.tenant = app_tenant() and p.person is null
        and exists (select 1 from going g where g.applicant = p.id)
        and not exists (select 1 from application a where a.tenant = p.tenant and a.applicant = p.id
          and a.id not in (select id from going));
  elsif a_class = 'judgements' then
    delete from review r using going g where r.tenant = app_tenant() and r.application = g.id;
    get diagnostics count = row_count;
    delete from interview_score s using going g where s.tenant = app_tenant() and s.application = g.id;
    get diagnostics more = row_count;
    count := count + more;
    update decision d set note = '' from going g
      where d.tenant = app_tenant() and d.application = g.id and d.note <> '';
  else
    delete from rank_version where tenant = app_tenant() and cycle = a_cycle;
    get diagnostics count = row_count;
    delete from rank_certification where tenant = app_tenant() and cycle = a_cycle;
    delete from rank_roster where tenant = app_tenant() and cycle = a_cycle;
  end if;
  drop table going;
  insert into forgotten (tenant, cycle, class, records) values (app_tenant(), a_cycle, a_class, count);
  return count;
end $$;
revoke all on function forget_records(text, text) from public;
grant execute on function forget_records(text, text) to isocenter_app;
