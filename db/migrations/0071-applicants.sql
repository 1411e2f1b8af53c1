-- Applicants have no account: they come with a code or a link from a letter, and act in a role that sees
-- their own and nothing else. What comes after the deadline is refused here, by this clock.

create table applicant_entry (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  cycle text not null,
  email text not null check (length(email) between 3 and 200),
  given text not null,
  family text not null,
  zone text not null,
  -- Of the six digits, and of the address in the same letter; either is good, and both once.
  code_hash text not null,
  token_hash text not null,
  tries int not null default 0,
  at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, cycle) references recruitment_cycle on delete cascade
);
create index applicant_entry_of on applicant_entry (tenant, lower(email), at);
create unique index applicant_entry_token on applicant_entry (tenant, token_hash);

create table applicant_session (
  tenant text not null references tenant,
  token_hash text not null,
  applicant text not null,
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant, token_hash),
  foreign key (tenant, applicant) references applicant on delete cascade
);

-- What somebody decided about a rule of eligibility, against or beside what the file says.
create table eligibility_verdict (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  application text not null,
  rule text not null,
  verdict text not null check (verdict in ('eligible', 'unclear', 'ineligible')),
  reason text not null check (length(reason) between 3 and 500),
  by_person text not null,
  at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, application) references application on delete cascade,
  foreign key (tenant, by_person) references person
);
create unique index one_verdict on eligibility_verdict (tenant, application, rule)
  where ended_at is null;

do $$
declare t text;
begin
  foreach t in array array['applicant_entry', 'applicant_session', 'eligibility_verdict'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
  end loop;
end $$;
grant update (tries, used_at), delete on applicant_entry to isocenter_app;
grant update (ended_at), delete on applicant_session to isocenter_app;
grant update (ended_at) on eligibility_verdict to isocenter_app;
create trigger audited after insert or update or delete on eligibility_verdict
  for each row execute function write_audit();

do $$
begin
  create role isocenter_applicant nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant isocenter_applicant to current_user;
grant usage on schema public to isocenter_applicant;
create function app_applicant() returns text language sql stable
  return nullif(current_setting('app.applicant', true), '');

-- These look past the fences that rest on them, or the fences would ask each other for ever.
create function is_applicants(an_application text) returns boolean language sql stable
  security definer set search_path = public as $$
  select exists (select 1 from application
    where tenant = app_tenant() and id = an_application and applicant = app_applicant())
$$;
-- Of the link that a guest came with.
create function link_recommendation() returns text language sql stable
  security definer set search_path = public as $$
  select facts ->> 'recommendation' from link where tenant = app_tenant()
    and id = audit_setting('link') and purpose = 'recommendation'
$$;
create function link_application(out application text, out applicant text, out cycle text)
  language sql stable security definer set search_path = public as $$
  select a.id, a.applicant, a.cycle from recommendation r
    join application a on a.tenant = r.tenant and a.id = r.application
    where r.tenant = app_tenant() and r.id = link_recommendation()
$$;

grant select (tenant, id, programme, label, match, interview_mode, zone, opens, deadline, letters_until,
  interviews, society_interviews, rank_opens, quota_deadline, rank_deadline, match_day, starts,
  match_code, quota, settings, version) on recruitment_cycle to isocenter_applicant;
grant select (tenant, id, name) on programme to isocenter_applicant, isocenter_guest;
grant select on applicant, application, recommendation, application_document, document_bytes
  to isocenter_applicant;
grant update (given, family, phone, zone, aamc_id, nrmp_id, version) on applicant to isocenter_applicant;
grant update (state, submitted_at, withdrawn_at, form, version) on application to isocenter_applicant;
grant insert (tenant, id, application, writer_name, writer_email, writer_role, waived)
  on recommendation to isocenter_applicant;
grant update (state, received_at) on recommendation to isocenter_applicant;
grant insert on application_document, document_bytes to isocenter_applicant;
grant update (ended_at) on application_document to isocenter_applicant;

create policy applicant_own on applicant as restrictive
  using (current_user <> 'isocenter_applicant' or id = app_applicant());
create policy applicant_own on application as restrictive
  using (current_user <> 'isocenter_applicant' or applicant = app_applicant());
create policy applicant_own on recommendation as restrictive
  using (current_user <> 'isocenter_applicant' or is_applicants(application));
-- A waived letter is as if it were not there.
create policy applicant_own on application_document as restrictive
  using (current_user <> 'isocenter_applicant' or (not waived and is_applicants(application)));
create policy applicant_adds on application_document as restrictive for insert
  with check (current_user <> 'isocenter_applicant'
    or (kind <> 'letter' and source = 'applicant' and by_person is null));
create policy applicant_own on document_bytes as restrictive
  using (current_user <> 'isocenter_applicant' or exists (select 1 from application_document d
    where d.tenant = document_bytes.tenant and d.id = document));

-- Who writes a letter sees whom it is about and for what, puts it there, and sees nothing of the file.
grant select (tenant, id, programme, label, zone, letters_until)
  on recruitment_cycle to isocenter_guest;
grant select (tenant, id, given, family) on applicant to isocenter_guest;
grant select (tenant, id, cycle, applicant, state) on application to isocenter_guest;
grant select on recommendation to isocenter_guest;
grant update (state, received_at) on recommendation to isocenter_guest;
grant select (tenant, id, application, recommendation, kind, ended_at)
  on application_document to isocenter_guest;
grant insert on application_document, document_bytes to isocenter_guest;
grant update (used_at) on link to isocenter_guest;
create policy guest_own on recommendation as restrictive
  using (current_user <> 'isocenter_guest' or id = link_recommendation());
create policy guest_own on application as restrictive
  using (current_user <> 'isocenter_guest' or id = (select l.application from link_application() l));
create policy guest_own on applicant as restrictive
  using (current_user <> 'isocenter_guest' or id = (select l.applicant from link_application() l));
create policy guest_own on recruitment_cycle as restrictive
  using (current_user <> 'isocenter_guest' or id = (select l.cycle from link_application() l));
create policy guest_own on application_document as restrictive
  using (current_user <> 'isocenter_guest' or recommendation = link_recommendation());
create policy guest_adds on application_document as restrictive for insert
  with check (current_user <> 'isocenter_guest' or (kind = 'letter' and source = 'writer'
    and by_person is null and recommendation = link_recommendation()));
create policy guest_own on document_bytes as restrictive
  using (current_user <> 'isocenter_guest' or exists (select 1 from application_document d
    where d.tenant = document_bytes.tenant and d.id = document));

-- The clock of the deadline, by a name of its own so that a test can set it to the millisecond.
create function recruitment_clock() returns timestamptz language sql volatile as $$
  select clock_timestamp()
$$;
-- The clock is read after the lock: whoever moves the deadline waits for those who are writing, and
-- those who come then are judged by the new one.
create function cycle_takes(a_cycle text, what text) returns boolean language plpgsql
  security definer set search_path = public as $$
declare c recruitment_cycle; at timestamptz;
begin
  select * into c from recruitment_cycle where tenant = app_tenant() and id = a_cycle for share;
  at := recruitment_clock();
  return c.opens <= at and at <= case what when 'letters' then c.letters_until else c.deadline end;
end $$;
revoke all on function cycle_takes(text, text) from public;
grant execute on function cycle_takes(text, text) to isocenter_app, isocenter_applicant, isocenter_guest;

-- These hold whoever comes from outside; the office may attach what came by mail later.
create function keep_application() returns trigger language plpgsql as $$
begin
  if current_user = 'isocenter_applicant' then
    if new.form is distinct from old.form and old.state <> 'begun' then
      raise exception 'what was sent is not changed' using errcode = 'restrict_violation';
    end if;
    -- To withdraw is never too late.
    if not (new.state = 'withdrawn' and new.form = old.form)
        and not cycle_takes(new.cycle, 'applications') then
      raise exception 'the deadline has passed' using errcode = 'check_violation',
        constraint = 'before_the_deadline';
    end if;
    if new.state = 'submitted' and old.state <> 'submitted' then
      new.submitted_at := coalesce(case when old.state = 'withdrawn' then old.submitted_at end,
        recruitment_clock());
    end if;
  end if;
  return new;
end $$;
create trigger application_stays before update on application
  for each row execute function keep_application();

create function keep_document() returns trigger language plpgsql as $$
declare held record;
begin
  if current_user in ('isocenter_applicant', 'isocenter_guest') then
    select state, cycle into held from application where tenant = new.tenant and id = new.application;
    if held.state = 'withdrawn' then
      raise exception 'this application is withdrawn' using errcode = 'restrict_violation';
    end if;
    if current_user = 'isocenter_applicant' and held.state = 'submitted'
        and new.kind not in ('score-report', 'other') then
      raise exception 'what was sent is not changed' using errcode = 'restrict_violation';
    end if;
    if not cycle_takes(held.cycle,
        case current_user when 'isocenter_guest' then 'letters' else 'applications' end) then
      raise exception 'the deadline has passed' using errcode = 'check_violation',
        constraint = 'before_the_deadline';
    end if;
  end if;
  return new;
end $$;
create trigger document_in_time before insert or update on application_document
  for each row execute function keep_document();

create function keep_writer() returns trigger language plpgsql as $$
declare held record;
begin
  if current_user = 'isocenter_applicant' then
    select state, cycle into held from application
      where tenant = new.tenant and id = new.application;
    if held.state = 'withdrawn' or not cycle_takes(held.cycle, 'letters') then
      raise exception 'nobody is asked any more' using errcode = 'check_violation',
        constraint = 'before_the_deadline';
    end if;
  end if;
  return new;
end $$;
create trigger writer_in_time before insert on recommendation
  for each row execute function keep_writer();
-- A fence asks its functions of whoever comes, also of those whom it does not hold, such as a role that
-- only makes backups. They say nothing of rows that are not reached already.
grant execute on function is_own_application(text), is_closed_letter(text), is_applicants(text),
  link_recommendation(), link_application() to public;
-- A letter that was asked for anew takes the place of the first.
grant update (ended_at) on application_document to isocenter_guest;
-- Who applies is known to those who read applications, and not to whoever keeps the audit.
drop trigger audited on applicant;
create trigger audited after insert or update or delete on applicant
  for each row execute function write_audit('given', 'family', 'phone', 'email');
