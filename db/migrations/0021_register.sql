create index dossier_register on dossier (receiving_agency_id, received_at) where received_at is not null;
