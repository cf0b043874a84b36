create table upload (
  id uuid primary key,
  owner text not null,
  address_hash text not null check (address_hash ~ '^[0-9a-f]{64}$'),
  name text not null check (name is nfc normalized),
  size bigint not null check (size > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  received bigint not null default 0 check (received >= 0 and received <= size),
  state text not null default 'open' check (state in ('open', 'done', 'refused')),
  refusal text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check ((state = 'refused') = (refusal is not null)),
  check (state <> 'done' or received = size)
);
comment on table upload is 'Files that are arriving in parts (tus); once whole, a document of the same id takes their place.';
comment on column upload.owner is 'Who began it, as in document.uploaded_by; nobody else sees that it exists.';
comment on column upload.address_hash is 'SHA-256 of the address it came from, for counting alone.';
create index upload_owner on upload (owner) where state = 'open';
create index upload_address on upload (address_hash) where state = 'open';
create index upload_expires on upload (expires_at);
select grant_app('upload', 'select, insert, update, delete');

create table upload_part (
  upload_id uuid not null references upload on delete cascade,
  starts_at bigint not null check (starts_at >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  primary key (upload_id, starts_at)
);
-- What arrives is a picture or a document, which is packed already.
alter table upload_part alter column bytes set storage external;
comment on table upload_part is 'The parts of an upload that have arrived, in the transaction that tells how far it is; gone once it is whole.';
select grant_app('upload_part', 'select, insert, delete');
-- The bytes are their owner's alone, and a job's that clears them away.
alter table upload_part enable row level security;
create policy own on upload_part to motcua_app using (
  exists (select from upload u where u.id = upload_part.upload_id and u.owner = (select reader_self())));
create policy work on upload_part to motcua_worker using (true);

create index document_uploaded on document (uploaded_at);
create index document_digest on document (sha256);
