-- Rights of the application are named where a table is made, so that forgetting them is seen at once.
create function grant_app(relation regclass, privileges text) returns void
language plpgsql as $$
begin
  execute format('grant %s on %s to motcua_app', privileges, relation);
end $$;

-- unaccent() is only stable, because its dictionary could be changed; ours never is, and an index needs immutable.
create function vn_fold(value text) returns text
language sql immutable parallel safe strict
return btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, nfc))), '\s+', ' ', 'g'));

create table idempotency_key (
  key text not null,
  actor_id text not null,
  fingerprint text not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
comment on table idempotency_key is 'Answers already given: a command sent twice with one key is done once.';
select grant_app('idempotency_key', 'select, insert, delete');

create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text not null,
  object_kind text not null,
  object_id text not null,
  purpose text not null
);
comment on table access_log is 'Who looked at which personal data, when and what for. Rows are only ever added.';
create index access_log_object on access_log (object_kind, object_id, at);
select grant_app('access_log', 'select, insert');

create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  delivered_at timestamptz,
  attempts integer not null default 0,
  last_error text
);
comment on table outbox is 'Messages for partners, written in the transaction that causes them and delivered by a job.';
create index outbox_waiting on outbox (id) where delivered_at is null;
select grant_app('outbox', 'select, insert, update');

-- The queue's own tables are closed to the application; it adds jobs in its transaction through this door alone.
create function enqueue_job(task text, payload json, run_at timestamptz, job_key text) returns void
language sql security definer set search_path = pg_catalog
return (select graphile_worker.add_job(task, payload, run_at => coalesce(run_at, now()), job_key => job_key)) is null;
