create table procedure_import (
  id uuid primary key,
  file_name text not null check (file_name is nfc normalized),
  brought_at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  sha256 text not null,
  mode text check (mode in ('good-rows', 'all-or-nothing')),
  taken_at timestamptz,
  constraint procedure_import_taken check ((taken_at is null) = (mode is null))
);
comment on table procedure_import is
  'Files of the national catalogue that were brought: only previewed, or taken in and then never changed again.';
create index procedure_import_recent on procedure_import (taken_at desc);
select grant_app('procedure_import', 'select, insert, update, delete');

create table procedure_import_row (
  import_id uuid not null references procedure_import on delete cascade,
  number integer not null,
  line integer,
  code text not null,
  name text not null,
  outcome text not null check (outcome in ('created', 'changed', 'unchanged', 'error', 'undone', 'missing')),
  detail jsonb not null,
  primary key (import_id, number)
);
comment on table procedure_import_row is
  'What becomes or became of each row of a file; missing: in force, and not in the file. The detail holds fault, differences and notes.';
select grant_app('procedure_import_row', 'select, insert, delete');

create function refuse_taken_import() returns trigger
language plpgsql as $$
begin
  raise exception 'an import that has been taken in is never changed';
end $$;
create trigger procedure_import_kept before update or delete on procedure_import
  for each row when (old.taken_at is not null) execute function refuse_taken_import();
