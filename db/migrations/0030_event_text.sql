-- The chain is over the canonical text (RFC 8785) of an event. Kept as it was hashed, it need not be made anew to be
-- verified; jsonb orders and spaces it in its own way. Rows of before keep that way's text, which is made canonical when
-- they are verified.
alter table dossier_event alter column fact type json using fact::json;
