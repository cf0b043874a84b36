create table worker (
  id uuid primary key,
  worker_ids text[] not null,
  host text not null,
  pid integer not null,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now()
);
comment on table worker is 'Processes that run this province''s jobs, with the moment of their last heartbeat; the jobs of one that fell silent are run again.';
select grant_app('worker', 'select');

-- Several provinces share the queue of one database. Their names of jobs and keys begin with their schema, which the
-- functions know from when they were made, so that none can add a job to another's.
do $$ begin
  execute format($body$
    create or replace function enqueue_job(task text, payload json, run_at timestamptz, job_key text) returns void
    language sql security definer set search_path = pg_catalog
    as $sql$
      select graphile_worker.add_job(%1$L || task, payload, run_at => coalesce(run_at, now()), job_key => %1$L || job_key);
    $sql$;
    $body$, current_schema() || ':');
  -- A wake-up: the job will run about a second from now. One that is still waiting is enough, and leaving it alone keeps
  -- transactions from queueing behind one row and behind the queue's notification. A transaction longer than the margin
  -- may be missed; the job's own schedule finds what it wrote.
  execute format($body$
    create function wake_job(task text) returns void
    language plpgsql security definer set search_path = pg_catalog
    as $plpgsql$
    begin
      if not exists (
        select from graphile_worker.jobs j
        where j.key = %1$L || 'wake:' || task and j.locked_at is null and j.attempts < j.max_attempts
          and j.run_at > clock_timestamp() + interval '250 milliseconds')
        -- Whoever is adding it just now is not waited for: a transaction that waits here while it holds a number, and
        -- another that does it the other way round, would stand still.
        and pg_try_advisory_xact_lock(hashtextextended(%1$L || 'wake:' || task, 0))
      then
        perform graphile_worker.add_job(%1$L || task, '{}', run_at => clock_timestamp() + interval '1 second',
          job_key => %1$L || 'wake:' || task);
      end if;
    end
    $plpgsql$;
    $body$, current_schema() || ':');
end $$;
revoke execute on function enqueue_job(text, json, timestamptz, text) from public;
revoke execute on function wake_job(text) from public;
grant execute on function enqueue_job(text, json, timestamptz, text) to motcua_app;
grant execute on function wake_job(text) to motcua_app;

-- Messages of one stream, such as one dossier, are delivered in order and do not hold up those of others.
alter table outbox add column stream text not null default '';
create index outbox_stream on outbox (stream, id) where delivered_at is null;
