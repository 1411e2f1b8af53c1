-- A calendar of one service: who is on it, and when.
alter table feed add column work text;
alter table feed drop constraint feed_scope_check;
alter table feed add constraint feed_scope_check check (
  (scope = 'person' and programme is null and work is null)
  or (scope = 'programme' and programme is not null and work is null)
  or (scope = 'service' and programme is not null and work is not null)
);
alter table feed add foreign key (tenant, programme, work) references work;
