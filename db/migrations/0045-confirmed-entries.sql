-- What trainees enter about themselves is confirmed by somebody else.

alter table progress_entry
  add column confirmed_by text,
  add column confirmed_at timestamptz,
  add foreign key (tenant, confirmed_by) references person,
  add constraint confirmed_with_its_time check ((confirmed_by is null) = (confirmed_at is null)),
  add constraint not_confirmed_by_oneself check (confirmed_by is null or confirmed_by <> person);

-- What a planner entered was confirmed by entering it.
update progress_entry set confirmed_by = by_person, confirmed_at = at where by_person <> person;

grant update (confirmed_by, confirmed_at) on progress_entry to isocenter_app;
