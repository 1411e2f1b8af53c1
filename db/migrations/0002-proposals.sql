-- A finished solve is a proposal until somebody applies or discards it; a reloaded page finds it.
alter table solve add column closed_at timestamptz;
create index solve_open on solve (tenant, draft) where closed_at is null;
