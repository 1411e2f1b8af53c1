-- Who changed a cell: a hand, the engine, or an import? What hands change after the engine is evidence
-- that a rule says something else than people mean.
alter table edit add column source text not null default 'hand'
  check (source in ('hand', 'engine', 'import'));
update edit set source = 'engine' where label like 'Generated: %';
