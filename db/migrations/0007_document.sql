create table stored_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  pages integer,
  created_at timestamptz not null
);
comment on table stored_file is 'Bytes that arrived once and never change, by their digest; the same bytes are kept once.';
select grant_app('stored_file', 'select, insert');

create table document (
  id uuid primary key,
  sha256 text not null references stored_file,
  name text not null check (name is nfc normalized),
  derived_from uuid references document,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
comment on table document is 'A file that somebody brought, or one made from it, which then names its source.';
select grant_app('document', 'select, insert');

create table dossier_document (
  dossier_id uuid not null references dossier,
  document_id uuid not null references document,
  primary key (dossier_id, document_id)
);
comment on table dossier_document is 'Which documents belong to which dossier: who may see the dossier may see them.';
create index dossier_document_document on dossier_document (document_id);
select grant_app('dossier_document', 'select, insert');
