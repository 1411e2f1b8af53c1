-- A cell that becomes other work is altered where it stands, and no index is told, while its page has
-- room for the next one.
alter table person_time set (fillfactor = 80);
-- Each edit asks what its author has taken back before; that must not read all that was ever done.
create index edit_undone on edit (tenant, draft, by_person) where state = 'undone';
create index edit_done on edit (tenant, draft, by_person, seq) where state = 'done';
