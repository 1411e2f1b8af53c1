-- What a label in somebody's workbook has meant before: asked once, remembered for the programme.
create table sheet_alias (
  tenant text not null references tenant,
  programme text not null,
  kind text not null check (kind in ('work', 'person')),
  label text not null,
  means text,
  primary key (tenant, programme, kind, label),
  foreign key (tenant, programme) references programme on delete cascade
);
alter table sheet_alias enable row level security;
alter table sheet_alias force row level security;
create policy tenant_only on sheet_alias using (tenant = app_tenant()) with check (tenant = app_tenant());
grant select, insert, update, delete on sheet_alias to isocenter_app;
