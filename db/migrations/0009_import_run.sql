create table import_run (
  id uuid primary key,
  kind text not null,
  mode text not null check (mode in ('good-rows', 'all-or-nothing')),
  file_name text not null check (file_name is nfc normalized),
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  rows jsonb not null
);
comment on table import_run is 'Who brought which table in, when, and what became of each row. Rows are only ever added.';
create index import_run_recent on import_run (kind, at desc);
select grant_app('import_run', 'select, insert');
