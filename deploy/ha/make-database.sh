#!/bin/sh
# /etc/patroni/make-database.sh: called by Patroni once, with the address of the new cluster.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=password="$MOTCUA_DATABASE_PASSWORD" "$1" <<'SQL'
-- The owner of the schema also makes the roles under which the application works.
create role motcua login createrole password :'password';
create database motcua owner motcua;
SQL
