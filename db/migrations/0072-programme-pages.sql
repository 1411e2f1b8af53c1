-- What a programme shows to those who think of coming: made from its records whenever it is asked for.
-- Here stands only whether it is shown, who looks it over, and which version of it was looked over.

create table programme_page (
  tenant text not null references tenant,
  programme text not null,
  is_public boolean not null,
  -- Whoever is reminded; null: the office of the programme.
  owner text,
  -- Of what the page said when it was last looked over.
  hash text not null default '',
  version int not null default 1,
  changed_on date not null,
  looked_over_on date not null,
  looked_over_by text,
  -- So many days after that the owner is reminded.
  stale_days int not null default 180 check (stale_days between 7 and 1000),
  primary key (tenant, programme),
  foreign key (tenant, programme) references programme on delete cascade,
  foreign key (tenant, owner) references person,
  foreign key (tenant, looked_over_by) references person
);
alter table programme_page enable row level security;
alter table programme_page force row level security;
create policy tenant_only on programme_page
  using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update on programme_page to isocenter_app;
call watch_records('programme_page');
create trigger audited after insert or update or delete on programme_page
  for each row execute function write_audit('hash');
