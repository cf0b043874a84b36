-- Reads of personal data: who, when, what and how it was shown, never the content. No foreign keys: what is evidence of
-- a row must not go with it. Rows
-- of before are brought to the same form as far as it is known.
alter table access_log
  add column kind text check (kind in ('dossier', 'history', 'document', 'slip', 'evidence', 'register', 'search', 'look-up')),
  add column dossier_id uuid,
  add column actor_name text,
  add column login text,
  add column agency_id uuid,
  add column request_id text;
update access_log a set kind = 'evidence', dossier_id = a.object_id::uuid where a.object_kind = 'dossier';
update access_log a set kind = 'document',
  dossier_id = (select l.dossier_id from dossier_document l where l.document_id = a.object_id::uuid limit 1)
where a.object_kind = 'document' and a.object_id ~ '^[0-9a-f]{8}-';
update access_log a set actor_name = o.name from officer o where o.id::text = a.actor_id;
create index access_log_dossier on access_log (dossier_id, id) where dossier_id is not null;
create index access_log_actor on access_log (actor_id, at);
create index access_log_at on access_log (at);

-- Whoever reads is written down under his own name alone; the log is seen with the dossier, and what names no dossier
-- with the agency for which it was asked.
alter table access_log enable row level security;
create policy added on access_log for insert to motcua_app with check (
  actor_id = coalesce((select reader_self()), actor_id));
create policy seen on access_log for select to motcua_app using (
  actor_id = (select reader_self())
  or exists (select from dossier d where d.id = access_log.dossier_id)
  or (dossier_id is null and agency_id = any(array(
    select s.agency_id from user_scope s where s.officer_id = (select reader_officer())))));
create policy work on access_log to motcua_worker using (true);
create policy audit on access_log for select to motcua_auditor using (true);

create table access_link (
  number integer primary key check (number > 0),
  ids int8multirange not null,
  leaves bytea not null,
  previous_hash text not null,
  hash text not null,
  made_at timestamptz not null
);
comment on table access_link is 'Links of the chain over the access log: which rows, the SHA-256 of each in order of their ids, and a hash that binds them to the link before. Rows are only ever added.';
select grant_app('access_link', 'select');
grant insert on access_link to motcua_worker;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger only_added before update or delete or truncate on access_log execute function refuse_change();
create trigger only_added before update or delete or truncate on access_link execute function refuse_change();
