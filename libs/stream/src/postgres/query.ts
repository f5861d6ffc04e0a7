import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** Runs one statement on any connection; an outage is thrown as OutageError. */
export type Query = <Row extends QueryResultRow>(statement: QueryConfig) => Promise<QueryResult<Row>>;
