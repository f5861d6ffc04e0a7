/** Something that was received and could not be taken, with its bytes. Natural key (source, line, reason). */
export interface Reject {
  /** Where it came from as its sender knows it: a file's name, a URL. */
  source: string;
  cell_id: string;
  test_id: string | null;
  reason: RejectReason;
  /** What was got, where, and what was expected. */
  message: string;
  /** 1-based line in the source; 0 for the whole source. */
  line: number;
  /** The refused bytes, at most 64 KiB, in base64. */
  bytes_base64: string;
}

export type RejectReason =
  | 'empty'
  | 'binary'
  | 'unreadable' // it broke before its end: a packed file that was cut, a disk that fails
  | 'unknown_format'
  | 'impedance_sweep' // recognised and set aside for the impedance room
  | 'statistics_table' // a per-cycle table of the vendor, not records
  | 'truncated_row'
  | 'too_many_fields'
  | 'not_a_number'
  | 'bad_time'
  | 'bad_date'
  | 'implausible' // beyond what a cell can show
  | 'unit_suspect'
  | 'direction_unknown'; // unsigned current and no state column
