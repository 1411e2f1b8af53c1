-- A season of applying: the cycle with its dates, who applies, the application, its documents and the
-- letters about them. Nothing of it is deleted here; what is replaced ends.

create table recruitment_cycle (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  programme text not null,
  -- What the season is called: the year in which the training ends or begins, not that of applying.
  label text not null check (length(label) between 1 and 80),
  -- Of the catalogue of matches in settings; data, not code.
  match text not null default 'none' check (length(match) between 1 and 40),
  match_code text not null default '' check (length(match_code) <= 20),
  quota int check (quota between 0 and 200),
  interview_mode text not null default 'virtual'
    check (interview_mode in ('virtual', 'in-person', 'hybrid')),
  -- Of the dates, and of the days that are counted from them.
  zone text not null,
  opens timestamptz not null,
  deadline timestamptz not null,
  -- Letters about an applicant may come until then.
  letters_until timestamptz not null,
  interviews daterange
    check (not isempty(interviews) and not lower_inf(interviews) and not upper_inf(interviews)),
  society_interviews daterange check (not isempty(society_interviews)
    and not lower_inf(society_interviews) and not upper_inf(society_interviews)),
  rank_opens timestamptz,
  quota_deadline timestamptz,
  rank_deadline timestamptz,
  match_day date,
  starts date,
  settings jsonb not null,
  version int not null default 1,
  made_by text,
  made_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, made_by) references person,
  constraint one_label unique (tenant, programme, label),
  constraint opens_before_deadline check (opens < deadline),
  constraint letters_after_deadline check (letters_until >= deadline),
  constraint rank_opens_before_deadline check (rank_opens < rank_deadline)
);

-- Whoever applies is nobody of the house. A letter that was waived is closed to this one for ever, also
-- when they have become somebody of the house; so the way from here to the person is never cut.
create table applicant (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  given text not null check (length(given) between 1 and 120),
  family text not null check (length(family) between 1 and 120),
  email text not null check (length(email) between 3 and 200),
  phone text not null default '' check (length(phone) <= 60),
  zone text not null default 'UTC' check (length(zone) <= 60),
  aamc_id text check (aamc_id ~ '^[0-9]{5,10}$'),
  nrmp_id text check (nrmp_id ~ '^[A-Z0-9]{4,12}$'),
  -- Once they have become somebody of the house.
  person text,
  made_at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  primary key (tenant, id),
  foreign key (tenant, person) references person
);
create unique index applicant_email on applicant (tenant, lower(email));
create index applicant_person on applicant (tenant, person) where person is not null;

create table application (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  cycle text not null,
  applicant text not null,
  state text not null default 'begun' check (state in ('begun', 'submitted', 'withdrawn')),
  begun_at timestamptz not null default clock_timestamp(),
  submitted_at timestamptz,
  withdrawn_at timestamptz,
  form jsonb not null default '{}',
  version int not null default 1,
  primary key (tenant, id),
  foreign key (tenant, cycle) references recruitment_cycle,
  foreign key (tenant, applicant) references applicant,
  constraint one_application unique (tenant, cycle, applicant),
  check (state <> 'submitted' or submitted_at is not null),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index application_of_cycle on application (tenant, cycle, state);
create index application_of_applicant on application (tenant, applicant);

-- A letter about an applicant: who was asked, what the applicant has waived, what came.
create table recommendation (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  application text not null,
  writer_name text not null check (length(writer_name) between 1 and 120),
  writer_email text not null check (length(writer_email) between 3 and 200),
  -- In what capacity the writer knows the applicant.
  writer_role text not null default '' check (length(writer_role) <= 120),
  waived boolean not null,
  state text not null default 'named'
    check (state in ('named', 'asked', 'received', 'declined', 'withdrawn')),
  made_at timestamptz not null default clock_timestamp(),
  asked_at timestamptz,
  reminded_at timestamptz,
  reminders int not null default 0,
  received_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, application) references application on delete cascade,
  check ((state = 'received') = (received_at is not null))
);
create index recommendation_of on recommendation (tenant, application);

create table application_document (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  application text not null,
  kind text not null
    check (kind in ('form', 'cv', 'photo', 'statement', 'score-report', 'letter', 'other')),
  -- Of a letter: which one, and whether the applicant has waived to see it.
  recommendation text,
  waived boolean not null default false,
  file_name text not null check (length(file_name) between 1 and 200),
  media_type text not null
    check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
  size int not null check (size > 0),
  sha256 text not null check (length(sha256) = 64),
  -- Null of a picture.
  pages int check (pages > 0),
  -- What a reader should know of it: no text in it, scripts taken out, its measures.
  flags jsonb not null default '{}',
  source text not null check (source in ('applicant', 'writer', 'office')),
  by_person text,
  at timestamptz not null default clock_timestamp(),
  -- It was replaced or taken away.
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, application) references application on delete cascade,
  foreign key (tenant, recommendation) references recommendation,
  foreign key (tenant, by_person) references person,
  check ((kind = 'letter') = (recommendation is not null)),
  check (not waived or kind = 'letter'),
  check ((source = 'office') or by_person is null)
);
create index application_document_of on application_document (tenant, application, kind);
create unique index one_of_a_kind on application_document (tenant, application, kind)
  where ended_at is null and kind in ('form', 'cv', 'photo', 'statement');
create unique index one_letter_each on application_document (tenant, recommendation)
  where ended_at is null and recommendation is not null;

create table document_bytes (
  tenant text not null references tenant,
  document text not null,
  bytes bytea not null,
  primary key (tenant, document),
  foreign key (tenant, document) references application_document on delete cascade
);
-- They are pressed already.
alter table document_bytes alter column bytes set storage external;

do $$
declare t text;
begin
  foreach t in array array['recruitment_cycle', 'applicant', 'application', 'recommendation',
      'application_document', 'document_bytes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert on %I to isocenter_app', t);
  end loop;
end $$;
call watch_records('recruitment_cycle');
grant update (label, match, match_code, quota, interview_mode, zone, opens, deadline, letters_until,
  interviews, society_interviews, rank_opens, quota_deadline, rank_deadline, match_day, starts, settings,
  version) on recruitment_cycle to isocenter_app;
grant update (given, family, email, phone, zone, aamc_id, nrmp_id, person, version)
  on applicant to isocenter_app;
grant update (state, submitted_at, withdrawn_at, form, version) on application to isocenter_app;
grant update (state, asked_at, reminded_at, reminders, received_at) on recommendation to isocenter_app;
grant update (ended_at) on application_document to isocenter_app;
create trigger audited after insert or update or delete on recruitment_cycle
  for each row execute function write_audit();
create trigger audited after insert or update or delete on applicant
  for each row execute function write_audit('phone', 'email');
-- That it was changed, not what somebody tells of their life.
create trigger audited after insert or update or delete on application
  for each row execute function write_audit('form');
create trigger audited after insert or update or delete on recommendation
  for each row execute function write_audit('writer_email');
create trigger audited after insert or update or delete on application_document
  for each row execute function write_audit();

-- Who acts now was, or is, the applicant of this application.
create function is_own_application(an_application text) returns boolean language sql stable
  security definer set search_path = public as $$
  select exists (select 1 from application a
    join applicant p on p.tenant = a.tenant and p.id = a.applicant
    where a.tenant = app_tenant() and a.id = an_application
      and (p.person = audit_setting('actor')
        -- Let in without being tied to their application: the address that they sign in with tells.
        or exists (select 1 from account_person x join account c on c.id = x.account
          where x.tenant = app_tenant() and x.person = audit_setting('actor')
            and lower(c.email) = lower(p.email))))
$$;
revoke all on function is_own_application(text) from public;
grant execute on function is_own_application(text) to isocenter_app;
create function is_closed_letter(a_document text) returns boolean language sql stable
  security definer set search_path = public as $$
  select exists (select 1 from application_document d where d.tenant = app_tenant()
    and d.id = a_document and d.waived and is_own_application(d.application))
$$;
revoke all on function is_closed_letter(text) from public;
grant execute on function is_closed_letter(text) to isocenter_app;
-- Whatever office they have come to hold. The owner is no member of the house: backups are whole.
create policy waived_letters on application_document as restrictive
  using (current_user <> 'isocenter_app' or not waived or not is_own_application(application));
create policy waived_letters on document_bytes as restrictive
  using (current_user <> 'isocenter_app' or not is_closed_letter(document));

create function keep_applicant() returns trigger language plpgsql as $$
begin
  if old.person is not null and new.person is distinct from old.person then
    raise exception 'an applicant stays tied to the person they became' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger applicant_stays before update on applicant
  for each row execute function keep_applicant();

-- A waiver is given once. What came under it is held by it, whatever is said with the document.
create function keep_recommendation() returns trigger language plpgsql as $$
begin
  if (new.waived, new.application, new.writer_name, new.writer_email)
      is distinct from (old.waived, old.application, old.writer_name, old.writer_email) then
    raise exception 'whom a letter is asked of, and what was waived, stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recommendation_stays before update on recommendation
  for each row execute function keep_recommendation();
create function letter_as_waived() returns trigger language plpgsql as $$
begin
  if new.recommendation is not null and not exists (select 1 from recommendation r
      where r.tenant = new.tenant and r.id = new.recommendation
        and r.application = new.application and r.waived = new.waived) then
    raise exception 'a letter is held by the waiver of its own' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger letter_as_waived before insert on application_document
  for each row execute function letter_as_waived();
