create table file_store (
  singleton boolean primary key default true check (singleton),
  id uuid not null,
  since timestamptz not null default now()
);
comment on table file_store is 'The one store of this province''s files, by the id that stands in its marker: a foreign or missing store is refused.';
select grant_app('file_store', 'select, insert');

create table arriving_file (
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  arrival uuid not null,
  since timestamptz not null,
  primary key (sha256, arrival)
);
comment on table arriving_file is 'Bytes that are being put into the store and have no row of their own yet: what a crash leaves is found by it.';
select grant_app('arriving_file', 'select, insert, delete');

create table held_file (
  id uuid primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  name text not null check (name is nfc normalized),
  finding text not null,
  uploaded_by text not null,
  found_at timestamptz not null,
  state text not null check (state in ('held', 'unscanned', 'released', 'deleted', 'clean')),
  decided_by text,
  decided_at timestamptz,
  reason text check (reason is nfc normalized),
  check ((state in ('released', 'deleted')) = (decided_by is not null)),
  check ((decided_by is null) = (reason is null))
);
comment on table held_file is 'Quarantine: files that a scanner found something in, or that no scanner has seen; never served while held or unscanned.';
comment on column held_file.uploaded_by is 'Whose file it is, as in document.uploaded_by.';
create index held_file_open on held_file (sha256) where state in ('held', 'unscanned', 'released');
create index held_file_found on held_file (found_at);
select grant_app('held_file', 'select, insert, update');

-- What was uploaded and never attached is cleaned up; the references to it keep what is attached.
grant delete on document to motcua_worker;
grant delete on document_source to motcua_worker;
grant delete on stored_file to motcua_worker;
