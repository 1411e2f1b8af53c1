-- Exchanges of electives after a release: who proposes what, who has agreed, what became of it. The
-- released result itself stays as it is; what people hold now follows from it and from what is done.

create table elective_trade (
  tenant text not null references tenant,
  id text not null default gen_random_uuid()::text,
  choosing text not null,
  -- [{person, gives, takes, gains}], people by their numbers, as the certificate names them.
  steps jsonb not null,
  helped int not null check (helped >= 1),
  people text[] not null check (cardinality(people) between 1 and 5),
  agreed text[] not null,
  state text not null default 'proposed'
    check (state in ('proposed', 'done', 'declined', 'lapsed')),
  proposed_by text not null,
  proposed_at timestamptz not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz,
  -- The how-manieth exchange of its round that was done; the order in which they follow each other.
  nth int check (nth >= 1),
  primary key (tenant, id),
  unique (tenant, choosing, nth),
  foreign key (tenant, choosing) references choosing on delete cascade,
  foreign key (tenant, proposed_by) references person,
  foreign key (tenant, ended_by) references person,
  constraint only_those_in_it_agree check (agreed <@ people),
  constraint done_when_all_agree check (state <> 'done' or people <@ agreed),
  check ((state = 'done') = (nth is not null)),
  check ((state = 'proposed') = (ended_at is null))
);

alter table elective_trade enable row level security;
alter table elective_trade force row level security;
create policy tenant_only on elective_trade using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert on elective_trade to isocenter_app;
grant update (agreed, state, ended_by, ended_at, nth) on elective_trade to isocenter_app;
call watch_records('elective_trade');
create trigger audited after insert or update or delete on elective_trade
  for each row execute function write_audit();

-- Only what is released is exchanged, and an exchange that is over stays over.
create function keep_elective_trade() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and not exists (select 1 from choosing where tenant = new.tenant
      and id = new.choosing and released_at is not null) then
    raise exception 'this result is not released' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and old.state <> 'proposed' then
    raise exception 'this exchange is over' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger elective_trade_stays before insert or update on elective_trade
  for each row execute function keep_elective_trade();
