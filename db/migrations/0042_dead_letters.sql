-- A delivery takes a message for a while and says so. One that is killed in between lets the time run out, and the message
-- is sent again under the same number: there is no state in which it could stay.
alter table outbox
  add column partner text not null default 'state-feed',
  -- Not before this moment: after a failure, or while what caused it can still be taken back.
  add column next_at timestamptz not null default now(),
  add column lease uuid,
  add column leased_until timestamptz,
  -- It was refused for good or has used up its attempts, and waits for a person.
  add column dead_at timestamptz,
  -- A person decided that it is not delivered any more.
  add column closed_at timestamptz,
  add constraint outbox_lease check ((lease is null) = (leased_until is null)),
  add constraint outbox_ended check (num_nonnulls(delivered_at, closed_at) <= 1);
create index outbox_open on outbox (id) where delivered_at is null and closed_at is null and dead_at is null;
create index outbox_later on outbox (partner, next_at) where delivered_at is null and closed_at is null and dead_at is null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;
create index outbox_before on outbox (partner, stream, id) where delivered_at is null and closed_at is null;

create table partner_circuit (
  partner text primary key,
  failures integer not null,
  open_until timestamptz,
  last_error text,
  failed_at timestamptz
);
comment on table partner_circuit is 'How each partner answered last: after failures in a row it is asked more seldom, with one message, until it answers again.';
grant select, insert, update on partner_circuit to motcua_worker;

create table dead_letter_decision (
  id uuid primary key default gen_random_uuid(),
  letter text not null,
  kind text not null,
  dossier_id uuid,
  attempts integer not null,
  last_error text,
  dead_at timestamptz not null,
  decision text not null check (decision in ('replayed', 'discarded')),
  reason text,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  -- What a discarded job was given; a message stays in the outbox.
  content jsonb,
  constraint dead_letter_decision_reason check (decision <> 'discarded' or btrim(reason) <> '')
);
comment on table dead_letter_decision is 'What was done about jobs and messages that had failed for good: replayed or discarded, by whom, when and why. Rows are only ever added.';
create index dead_letter_decision_latest on dead_letter_decision (decided_at desc);
select grant_app('dead_letter_decision', 'select');

-- Of the queue, which provinces share, each of these functions knows its own province's part alone.
do $outer$ begin
  -- At most so many of each kind are counted: a partner that is down for days leaves a million waiting.
  execute format($body$
    create function background_work(most integer) returns table (kind text, waiting bigint, running bigint,
      failing bigint, dead bigint, oldest_at timestamptz, next_at timestamptz, last_error text)
    language sql stable security definer set search_path = %2$I, pg_catalog
    as $sql$
      select substr(j.task_identifier, length(%1$L) + 1),
        count(*) filter (where j.locked_at is null and j.attempts = 0),
        count(*) filter (where j.locked_at is not null),
        count(*) filter (where j.locked_at is null and j.attempts > 0 and j.attempts < j.max_attempts),
        count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts),
        min(j.run_at) filter (where j.locked_at is null and j.attempts < j.max_attempts and j.run_at <= clock_timestamp()),
        min(j.run_at) filter (where j.locked_at is null and j.attempts < j.max_attempts),
        (array_agg(j.last_error order by j.updated_at desc) filter (where j.last_error is not null))[1]
      from (
        select q.* from graphile_worker.jobs q where starts_with(q.task_identifier, %1$L) limit most
      ) as j
      group by 1
      union all
      select 'message.' || o.topic,
        count(*) filter (where o.dead_at is null and o.attempts = 0 and not o.running),
        count(*) filter (where o.running),
        count(*) filter (where o.dead_at is null and o.attempts > 0 and not o.running),
        count(*) filter (where o.dead_at is not null),
        min(o.created_at) filter (where o.dead_at is null),
        min(greatest(o.next_at, o.leased_until)) filter (where o.dead_at is null),
        (array_agg(o.last_error order by o.id) filter (where o.last_error is not null))[1]
      from (
        select m.*, m.leased_until > clock_timestamp() is true as running
        from outbox m where m.delivered_at is null and m.closed_at is null limit most
      ) as o
      group by o.topic
      order by 1;
    $sql$;
    $body$, current_schema() || ':', current_schema());

  execute format($body$
    create function dead_letters(most integer) returns table (letter text, kind text, dossier_id uuid, attempts integer,
      created_at timestamptz, dead_at timestamptz, last_error text)
    language sql stable security definer set search_path = %2$I, pg_catalog
    as $sql$
      select * from (
        select 'job-' || j.id, substr(j.task_identifier, length(%1$L) + 1),
          substring(p.payload ->> 'dossierId' from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
          j.attempts::integer, j.created_at, j.updated_at, j.last_error
        from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
        where starts_with(j.task_identifier, %1$L) and j.locked_at is null and j.attempts >= j.max_attempts
        union all
        select 'message-' || o.id, 'message.' || o.topic,
          substring(o.stream from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
          o.attempts, o.created_at, o.dead_at, o.last_error
        from outbox o where o.dead_at is not null and o.closed_at is null and o.delivered_at is null
      ) as d (letter, kind, dossier_id, attempts, created_at, dead_at, last_error)
      order by d.dead_at desc, d.letter limit most;
    $sql$;
    $body$, current_schema() || ':', current_schema());

  -- Decides about one letter and keeps the decision. False when it is dead no more: somebody else has decided.
  execute format($body$
    create function decide_dead_letter(of_letter text, as_decided text, why text, who text, who_name text, at timestamptz)
    returns boolean
    language plpgsql security definer set search_path = %2$I, pg_catalog
    as $plpgsql$
    declare
      job record;
      message outbox;
      number bigint := substring(of_letter from '^(?:job|message)-(\d{1,18})$')::bigint;
    begin
      if starts_with(of_letter, 'job-') then
        select p.id, p.payload, p.attempts, p.last_error, p.updated_at,
          substr(t.identifier, length(%1$L) + 1) as kind into job
        from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
        where p.id = number and starts_with(t.identifier, %1$L) and p.locked_at is null and p.attempts >= p.max_attempts
        for update of p;
        if not found then return false; end if;
        insert into dead_letter_decision (letter, kind, dossier_id, attempts, last_error, dead_at, decision, reason,
          decided_by, decided_by_name, decided_at, content)
        values (of_letter, job.kind, substring(job.payload ->> 'dossierId' from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
          job.attempts, job.last_error, job.updated_at, as_decided, why, who, who_name, at,
          case as_decided when 'discarded' then job.payload::jsonb end);
        if as_decided = 'replayed' then
          perform graphile_worker.reschedule_jobs(array[number], run_at => now(), attempts => 0);
        else
          perform graphile_worker.complete_jobs(array[number]);
        end if;
        return true;
      end if;
      select * into message from outbox o
      where o.id = number and o.dead_at is not null and o.closed_at is null and o.delivered_at is null
      for update;
      if not found then return false; end if;
      insert into dead_letter_decision (letter, kind, dossier_id, attempts, last_error, dead_at, decision, reason,
        decided_by, decided_by_name, decided_at)
      values (of_letter, 'message.' || message.topic,
        substring(message.stream from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
        message.attempts, message.last_error, message.dead_at, as_decided, why, who, who_name, at);
      if as_decided = 'replayed' then
        update outbox set dead_at = null, attempts = 0, next_at = clock_timestamp() where id = number;
      else
        update outbox set closed_at = clock_timestamp() where id = number;
      end if;
      return true;
    end
    $plpgsql$;
    $body$, current_schema() || ':', current_schema());
end $outer$;
-- Whether there ever was such a letter, dead or decided about.
create function is_letter(of_letter text) returns boolean
language sql stable security definer set search_path from current
begin atomic
  select exists (select from dead_letter_decision d where d.letter = of_letter)
    or exists (select from dead_letters(2147483647) l where l.letter = of_letter);
end;
revoke execute on function background_work(integer) from public;
revoke execute on function dead_letters(integer) from public;
revoke execute on function decide_dead_letter(text, text, text, text, text, timestamptz) from public;
revoke execute on function is_letter(text) from public;
grant execute on function background_work(integer) to motcua_app;
grant execute on function dead_letters(integer) to motcua_app;
grant execute on function decide_dead_letter(text, text, text, text, text, timestamptz) to motcua_app;
grant execute on function is_letter(text) to motcua_app;
