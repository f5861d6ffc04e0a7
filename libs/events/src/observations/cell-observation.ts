/**
 * What a person measured of a cell by hand, or with an instrument that is no cycler: a number, a sweep, a file.
 * Natural key (cell_id, observation_id, revision); the highest revision holds.
 */
export interface CellObservation {
  cell_id: string;
  /** First 16 hex digits of the SHA-256 of the other fields in canonical JSON: saying the same twice is saying it once. */
  observation_id: string;
  /** 1 at first; a retraction takes the next one, and so does the same observation made again after it. */
  revision: number;
  retracted: false;
  /** One of `knownObservations`, with its unit and range, or any other. */
  quantity: string;
  /** Null where the observation is its sweep or its attachment. */
  value: number | null;
  /** `1` for a ratio. */
  unit: string;
  /** In `unit`, one standard deviation. */
  standard_uncertainty?: number;
  /** How it was measured: instrument, procedure. */
  method: string;
  /** The piece that was measured, where it is not the cell as a whole. */
  specimen?: string;
  /** When in the cell's life. */
  derived_cycle_count?: number;
  /** ISO 8601, UTC. */
  observed_at: string;
  note?: string;
  attachment?: Attachment;
  sweep?: Sweep;
}

/** Takes an observation back. */
export interface ObservationRetraction {
  cell_id: string;
  observation_id: string;
  revision: number;
  retracted: true;
  note?: string;
}

export interface Attachment {
  name: string;
  media_type: string;
  /** Of the bytes, in hex. */
  sha256: string;
  /** At most 5 MB before they are coded. */
  bytes_base64: string;
}

/** A slow scan of voltage, or a constant one until the current is steady; all columns are equally long. */
export interface Sweep {
  voltage_volt: number[];
  current_ampere: number[];
  time_second?: number[];
}
