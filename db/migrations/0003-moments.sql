-- Person-time by the hour: what begins and ends at an instant (call, conference) carries its instants
-- beside the civil days that it touches. `during` stays the index of every view.
alter table person_time
  add column at tstzrange check (
    at is null or not (isempty(at) or lower_inf(at) or upper_inf(at))),
  add column status text not null default 'planned'
    check (status in ('planned', 'confirmed', 'cancelled')),
  -- Whole days need no instants; what is exclusive by the hour cannot do without.
  add check (at is not null or layer in ('assignment', 'absence'));

alter table person_time drop constraint nobody_twice;
alter table person_time add constraint nobody_twice
  exclude using gist (tenant with =, line with =, person with =, layer with =, during with &&)
  where (layer in ('assignment', 'absence') and status <> 'cancelled');
-- A call may lie on a day of a rotation, but not on another call; conferences may run side by side.
alter table person_time add constraint nobody_twice_at_once
  exclude using gist (tenant with =, line with =, person with =, at with &&)
  where (layer = 'call' and status <> 'cancelled');
