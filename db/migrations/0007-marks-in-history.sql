-- Pins and notes are part of what can be taken back.
alter table edit add column marks jsonb not null default '[]';
