-- What is sent without a session is kept under a secret that only the browser holds, until somebody signs in there.
alter table draft add column token_hash text check (token_hash ~ '^[0-9a-f]{64}$');
alter table draft add column case_name text;
alter table draft add column filing_for jsonb not null default '{"kind": "self", "name": "", "identityNumber": ""}';
alter table draft alter column filing_for drop default;
alter table draft add column dossier_id uuid references dossier;
alter table draft add column continues uuid;
alter table draft add constraint draft_owner check ((account_id is null) = (token_hash is not null));
create index draft_token on draft (token_hash) where token_hash is not null;
create index draft_dossier on draft (dossier_id) where dossier_id is not null;
comment on column draft.token_hash is 'SHA-256 of the secret in the browser''s cookie; null once an account has claimed the draft.';
comment on column draft.filing_for is 'For whom it is filed: the person, an organisation, or somebody who authorised the person.';
comment on column draft.dossier_id is 'The dossier that a supplement or a withdrawal was begun for; null while it is a new filing.';
comment on column draft.continues is 'The claimed draft that was being worked on when the session ended; merged into it at the next sign-in.';
