-- Run by psql once, when a database server is made, before any migration: the login by which Grafana reads, and may do no more.
\set password `cat /run/secrets/grafana/database_password`
create role cellwatch_reader nologin;
create role grafana login password :'password' in role cellwatch_reader;
alter role grafana set default_transaction_read_only = on;
alter role grafana set statement_timeout = '15s';
