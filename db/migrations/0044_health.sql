-- What says whether the system is well is read by the application too; the queue and the outbox stay closed to it, so
-- they are counted behind a door. The functions know their schema from when they were made, as those of 0013.
do $$ begin
  execute format($body$
    create function queue_state(out waiting bigint, out late_ms double precision, out dead bigint)
    language sql stable security definer set search_path = pg_catalog
    as $sql$
      select count(*) filter (where j.attempts < j.max_attempts and j.locked_at is null),
        coalesce(max(extract(epoch from clock_timestamp() - j.run_at) * 1000)
          filter (where j.attempts < j.max_attempts and j.locked_at is null and j.run_at <= clock_timestamp()), 0),
        count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)
      from graphile_worker.jobs j where starts_with(j.task_identifier, %1$L);
    $sql$;
    $body$, current_schema() || ':');
  execute format($body$
    create function outbox_state(out waiting bigint, out oldest_ms double precision)
    language sql stable security definer set search_path = pg_catalog
    as $sql$
      select count(*), coalesce(max(extract(epoch from clock_timestamp() - o.created_at) * 1000), 0)
      from %1$I.outbox o where o.delivered_at is null;
    $sql$;
    $body$, current_schema());
end $$;
revoke execute on function queue_state() from public;
revoke execute on function outbox_state() from public;
grant execute on function queue_state() to motcua_app;
grant execute on function outbox_state() to motcua_app;

select grant_app('schema_migration', 'select');
