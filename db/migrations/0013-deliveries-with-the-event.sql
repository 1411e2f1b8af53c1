-- Who is to be told is settled when something is written down, in its transaction: nobody has to look
-- through all that ever happened, and a hook that is made later hears nothing of what was before it.
create function queue_deliveries() returns trigger language plpgsql as $$
begin
  insert into hook_delivery (tenant, hook, event)
    select h.tenant, h.id, new.id from hook h
    where h.tenant = new.tenant and h.programme = new.programme
      and (new.kind = any(h.kinds) or (new.kind = 'test' and new.facts ->> 'hook' = h.id));
  return new;
end $$;
create trigger outbox_deliveries after insert on outbox
  for each row execute function queue_deliveries();
