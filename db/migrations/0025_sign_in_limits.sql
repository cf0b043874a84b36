create table sign_in_tally (
  key text primary key,
  failed integer not null check (failed > 0),
  since timestamptz not null,
  until timestamptz
);
comment on table sign_in_tally is 'Failed attempts to sign in, by the hash of who and where: names are kept as typed by anybody, and some type their password there.';
create index sign_in_tally_since on sign_in_tally (since);
select grant_app('sign_in_tally', 'select, insert, update, delete');

create table known_browser (
  token_hash text not null,
  account_id uuid not null references account,
  last_used_at timestamptz not null,
  primary key (token_hash, account_id)
);
comment on table known_browser is 'Browsers in which the account has signed in: what strangers try elsewhere does not keep them out. Only the hash of the token is kept.';
create index known_browser_account on known_browser (account_id);
create index known_browser_last_used on known_browser (last_used_at);
select grant_app('known_browser', 'select, insert, update, delete');

-- An account is no longer closed by other people's failures.
alter table account drop column failed_attempts;
alter table account drop column locked_until;
