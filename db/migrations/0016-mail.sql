-- Mail is written down in the transaction that makes it necessary, and sent afterwards, once.

-- Where mail reaches somebody.
create table mail_address (
  tenant text not null references tenant,
  person text not null,
  email text not null,
  -- News of the schedule: as it comes, in one letter a day, or not at all. What concerns the account
  -- itself always comes at once.
  news text not null default 'at-once' check (news in ('at-once', 'daily', 'never')),
  -- No news between these hours of the institution's day; both or neither.
  quiet_from int check (quiet_from between 0 and 23),
  quiet_to int check (quiet_to between 0 and 23),
  primary key (tenant, person),
  foreign key (tenant, person) references person on delete cascade,
  check ((quiet_from is null) = (quiet_to is null))
);

create table mail (
  tenant text not null references tenant,
  id uuid not null default gen_random_uuid(),
  -- Whatever makes it necessary has one key, so that it is written once however often it is done.
  key text not null,
  person text,
  kind text not null check (kind in ('account', 'news')),
  email text not null,
  subject text not null,
  text text not null,
  at timestamptz not null default clock_timestamp(),
  next_at timestamptz not null,
  attempts int not null default 0,
  done_at timestamptz,
  -- Of a letter that was put together with others: the one that went out.
  within uuid,
  says text,
  primary key (tenant, id),
  unique (tenant, key),
  foreign key (tenant, person) references person on delete cascade
);
create index mail_due on mail (tenant, next_at) where done_at is null;
create index mail_newest on mail (tenant, at desc);

do $$
declare t text;
begin
  foreach t in array array['mail_address', 'mail'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (tenant = app_tenant()) with check (tenant = app_tenant())', t);
    execute format('grant select, insert, update, delete on %I to isocenter_app', t);
  end loop;
end $$;
create trigger audited after insert or update or delete on mail_address
  for each row execute function write_audit();
