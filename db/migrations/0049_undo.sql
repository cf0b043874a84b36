-- Which event of the dossier caused a message, so that it can be held back when that event is taken back in time.
alter table outbox
  add column event_version integer,
  add column closed_reason text;
comment on column outbox.event_version is 'Number of the event in its dossier, where it may still be taken back; the stream is the dossier.';
comment on column outbox.closed_reason is 'Why it is not delivered any more, where it was held back and not discarded by a person.';
create index outbox_event on outbox (stream, event_version) where event_version is not null;

-- What remains to be done beside the chain once an event has been taken back: its messages are closed, and rows that lists
-- are read from go that the saved state, already without it, no longer has. Only for whoever made both events, and only
-- while the taking back is the latest. False when a message has left or is leaving: then nothing may be taken back.
create function take_back_event(of_dossier uuid, of_version integer, why text) returns boolean
language plpgsql security definer set search_path from current
as $$
begin
  if not exists (
    select from dossier_event e
      join dossier_event u on u.dossier_id = e.dossier_id and u.version = e.version + 1 and u.type = 'undone'
      join dossier d on d.id = e.dossier_id and d.version = u.version
    where e.dossier_id = of_dossier and e.version = of_version
      and e.actor_id = reader_self() and u.actor_id = reader_self())
  then
    raise exception 'version % was not taken back by the one who asks', of_version using errcode = 'insufficient_privilege';
  end if;
  -- A sender that has a message just now is waited for; then it is seen to have it.
  perform from outbox o where o.stream = of_dossier::text and o.event_version = of_version for update;
  if exists (
    select from outbox o
    where o.stream = of_dossier::text and o.event_version = of_version
      and (o.attempts > 0 or o.leased_until is not null or o.delivered_at is not null or o.dead_at is not null))
  then
    return false;
  end if;
  update outbox o set closed_at = clock_timestamp(), closed_reason = why
  where o.stream = of_dossier::text and o.event_version = of_version and o.closed_at is null;
  delete from dossier_stay s using dossier d
  where d.id = of_dossier and s.dossier_id = d.id and s.id > jsonb_array_length(d.state -> 'stays');
  delete from dossier_consultation c using dossier d
  where d.id = of_dossier and c.dossier_id = d.id and c.id > jsonb_array_length(d.state -> 'consultations');
  delete from dossier_agency x using dossier d
  where d.id = of_dossier and x.dossier_id = d.id
    and x.agency_id not in (d.receiving_agency_id, d.resolving_agency_id)
    and not exists (select from dossier_stay s where s.dossier_id = d.id and s.agency_id = x.agency_id)
    and not exists (select from dossier_consultation c where c.dossier_id = d.id and c.agency_id = x.agency_id);
  return true;
end
$$;
revoke execute on function take_back_event(uuid, integer, text) from public;
grant execute on function take_back_event(uuid, integer, text) to motcua_app;
