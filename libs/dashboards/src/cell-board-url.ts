export const fleetUid = 'cellwatch-fleet';
export const cellUid = 'cellwatch-cell';

/** From a table row of another board: columns cell_id, board_from and board_to are in the frame. */
export const cellBoardUrl = `/d/${cellUid}?var-cell=\${__data.fields.cell_id:percentencode}&from=\${__data.fields.board_from}&to=\${__data.fields.board_to}`;

/** SQL: the time range in which a test (alias `test`) is seen whole; a running test stays open at its end. */
export const boardRange = `
  case when test.live then 'now-6h' else floor(extract(epoch from test.first_recorded_at) * 1000)::bigint::text end as board_from,
  case when test.live then 'now' else ceil(extract(epoch from test.last_recorded_at) * 1000)::bigint::text end as board_to`;
