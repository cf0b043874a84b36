-- The order in which events were recorded, whatever moment they name: what is new since the last root is found by it.
alter table dossier_event add column recorded bigint generated always as identity;
create index dossier_event_recorded on dossier_event using brin (recorded) with (pages_per_range = 16, autosummarize = on);

-- No foreign keys: what is evidence of a row must not go with it.
create table evidence_leaf (
  position bigint not null check (position >= 0),
  day date not null,
  dossier_id uuid not null,
  version integer not null check (version > 0),
  hash text not null,
  primary key (position, day)
);
comment on table evidence_leaf is 'The end of a dossier''s chain on each day on which it had grown; the position is the dossier''s place in the tree for ever. Rows are only ever added.';
create index evidence_leaf_dossier on evidence_leaf (dossier_id, day);
select grant_app('evidence_leaf', 'select');
grant insert on evidence_leaf to motcua_worker;

create table evidence_chunk (
  number bigint not null check (number >= 0),
  day date not null,
  root text not null,
  primary key (number, day)
);
comment on table evidence_chunk is 'Roots over 1024 leaves each, on each day on which one of them had changed, so that a night reads only what is new. Rows are only ever added.';
select grant_app('evidence_chunk', 'select');
grant insert on evidence_chunk to motcua_worker;

create table evidence_root (
  day date primary key,
  dossiers bigint not null,
  events bigint not null,
  root text not null,
  previous_hash text not null,
  hash text not null,
  up_to bigint not null,
  made_at timestamptz not null
);
comment on table evidence_root is 'Merkle root over all chains as they stood at the end of the day; hash binds it to the day before. Rows are only ever added.';
select grant_app('evidence_root', 'select');
grant insert on evidence_root to motcua_worker;
