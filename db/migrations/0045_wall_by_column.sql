-- The wall asks a dossier's own columns first: most that an officer reads is received or settled by an agency of his
-- scope, and that is found without another table. Only then the other agencies that a dossier has been to are probed,
-- one by one: a plain exists the database may turn into a list of all that the scope has ever held.
do $$
declare
  scope text := 'array(select s.agency_id from user_scope s where s.officer_id = (select reader_officer()))';
  seen text;
begin
  seen := format('
    receiving_agency_id = any(%1$s)
    or resolving_agency_id = any(%1$s)
    or submitted_by = (select reader_citizen())::text
    or applicant_identity = (select reader_identity())
    or code = (select reader_key())
    or submission_code = (select reader_key())
    or (select true from dossier_agency x where x.dossier_id = dossier.id and x.agency_id = any(%1$s) limit 1)', scope);
  drop policy seen on dossier;
  drop policy changed on dossier;
  execute format('create policy seen on dossier for select to motcua_app using (%s)', seen);
  execute format('create policy changed on dossier for update to motcua_app using (%s)', seen);
end $$;

-- What an agency has on its table it sees without asking for the dossier.
do $$
declare
  part text;
  scope text := 'array(select s.agency_id from user_scope s where s.officer_id = (select reader_officer()))';
begin
  foreach part in array array['dossier_stay', 'dossier_consultation'] loop
    execute format('drop policy seen on %I', part);
    execute format('create policy seen on %1$I for select to motcua_app using (
      agency_id = any(%2$s)
      or (select true from dossier d where d.id = %1$I.dossier_id limit 1))', part, scope);
  end loop;
end $$;
