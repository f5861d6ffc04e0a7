/** $1 keys: who has locked which of them. A shared lock is a member's sign of life, an exclusive one a held partition. */
export const readLocks = `
select key::text, pid, mode = 'ShareLock' as shared, pid = pg_backend_pid() as own
from (
  select (classid::bigint << 32) | objid::bigint as key, pid, mode
  from pg_locks
  where locktype = 'advisory' and granted and objsubid = 1
    and database = (select oid from pg_database where datname = current_database())
) locks
where key = any($1::bigint[])
`;
