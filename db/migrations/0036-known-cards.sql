-- Who asks again under the same stamp is known already: then the card is not made once more.
create function person_card(of_tenant text, of_person text, known text, out card jsonb, out stamp text)
language plpgsql as $$
begin
  perform set_config('app.tenant', of_tenant, true);
  stamp := current_stamp(of_tenant);
  if stamp = known then return; end if;
  select card_of(p) into card from person p where p.tenant = of_tenant and p.id = of_person;
end $$;
