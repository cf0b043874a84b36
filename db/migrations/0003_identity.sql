create table account (
  id uuid primary key,
  kind text not null check (kind in ('officer', 'citizen')),
  login text not null unique,
  password_hash text,
  officer_id uuid unique references officer,
  name text not null check (name is nfc normalized),
  identity_number text,
  birth_date date,
  phone text not null default '',
  email text not null default '',
  address text not null default '',
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  constraint account_kind check ((kind = 'officer') = (officer_id is not null) and (kind = 'citizen') = (identity_number is not null))
);
comment on table account is 'Who may sign in: officers by login name and password, citizens by the subject their identity provider names.';
select grant_app('account', 'select, insert, update');

create table session (
  token_hash text primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default ''
);
comment on table session is 'Signed-in browsers. Only the hash of the opaque token is kept, so a stolen table opens no session.';
create index session_account on session (account_id);
select grant_app('session', 'select, insert, update, delete');
