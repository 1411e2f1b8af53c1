-- What a heading of somebody's list has meant before: the columns of a file that comes every week.
alter table sheet_alias drop constraint sheet_alias_kind_check;
alter table sheet_alias add constraint sheet_alias_kind_check check (kind in ('work', 'person', 'column'));
