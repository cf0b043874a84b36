-- A key in an officer's telephone, computer or token, opened there by finger, face or PIN: password and second factor in one.
create table passkey (
  id uuid primary key,
  account_id uuid not null references account,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  name text not null check (name is nfc normalized and name <> ''),
  since timestamptz not null,
  last_used_at timestamptz
);
comment on table passkey is 'Public halves of officers'' passkeys. The counter is the last that the authenticator told: one that goes back was copied.';
create index passkey_account on passkey (account_id);
select grant_app('passkey', 'select, insert, update, delete');

create table passkey_challenge (
  token_hash text primary key,
  challenge text not null,
  account_id uuid references account,
  expires_at timestamptz not null
);
comment on table passkey_challenge is 'What a browser was asked to sign, once and within 5 minutes: for an account to which a passkey is being added, or for nobody yet at sign-in. Only the hash of the browser''s token is kept.';
create index passkey_challenge_expires on passkey_challenge (expires_at);
select grant_app('passkey_challenge', 'select, insert, delete');

revoke select on passkey, passkey_challenge from motcua_auditor;
