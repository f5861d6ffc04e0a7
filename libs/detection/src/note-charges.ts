import type { OpenHalf } from '@cellwatch/electrochem';

/** A charge as a batch told of it: rows `from` to `to` of the notes, all of one test. */
export interface ToldCharge {
  test_id: string;
  first_record_index: number;
  derived_cycle_count: number;
  record_test_id: string;
  from: number;
  to: number;
  largest_ah: number;
}

/** What each record of a charge said, one row a record. */
export interface ChargeNotes {
  record_index: Float64Array;
  unix_time_second: Float64Array;
  capacity_ah: Float64Array;
  current_ampere: Float64Array;
  constant_voltage: Uint8Array;
  doubtful: Uint8Array;
}

/**
 * Notes what is told of charges while a batch is folded. They are judged afterwards: against what, is known only when the cycles
 * that the batch completed are.
 */
export function noteCharges(batchLength: number): {
  charges: ToldCharge[];
  notes: ChargeNotes;
  onRecord: (half: OpenHalf) => void;
} {
  // One more than the batch: a record of the batch before may have been kept back.
  const most = batchLength + 1;
  const notes = {
    record_index: new Float64Array(most),
    unix_time_second: new Float64Array(most),
    capacity_ah: new Float64Array(most),
    current_ampere: new Float64Array(most),
    constant_voltage: new Uint8Array(most),
    doubtful: new Uint8Array(most),
  };
  const charges: ToldCharge[] = [];
  let told: ToldCharge | undefined;
  let row = 0;
  function onRecord(half: OpenHalf): void {
    if (half.direction !== 'charge') return;
    if (!told || !isOf(told, half)) {
      const { test_id, first_record_index, derived_cycle_count, record_test_id } = half;
      told = { test_id, first_record_index, derived_cycle_count, record_test_id, from: row, to: row, largest_ah: 0 };
      charges.push(told);
    }
    notes.record_index[row] = half.record_index;
    notes.unix_time_second[row] = half.unix_time_second;
    notes.capacity_ah[row] = half.capacity_ah;
    notes.current_ampere[row] = half.current_ampere;
    notes.constant_voltage[row] = half.constant_voltage ? 1 : 0;
    notes.doubtful[row] = half.doubtful ? 1 : 0;
    if (half.capacity_ah > told.largest_ah) told.largest_ah = half.capacity_ah;
    row += 1;
    told.to = row;
  }
  return { charges, notes, onRecord };
}

function isOf(told: ToldCharge, half: OpenHalf): boolean {
  return (
    told.first_record_index === half.first_record_index &&
    told.test_id === half.test_id &&
    told.record_test_id === half.record_test_id
  );
}
