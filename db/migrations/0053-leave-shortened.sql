-- Leave that ends earlier than it was approved: the days that are over stay, those after are given back.

alter table leave_step drop constraint leave_step_what_check;
alter table leave_step add check (what in ('asked', 'changed', 'agreed', 'approved', 'declined',
  'withdrawn', 'cancelled', 'reopened', 'shortened'));

-- A part may end earlier, and only by the step that says so in the same transaction.
grant update (during) on leave_part to isocenter_app;

create or replace function keep_leave_part() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from leave_request where tenant = old.tenant and id = old.request
      and state = 'approved') then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if not exists (select 1 from leave_step where tenant = old.tenant and request = old.request
      and what = 'shortened' and at >= transaction_timestamp()) then
    raise exception 'this leave is approved' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if lower(new.during) <> lower(old.during) or not new.during <@ old.during then
    raise exception 'approved leave is only shortened' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger leave_part_ends_earlier before update on leave_part
  for each row execute function keep_leave_part();
