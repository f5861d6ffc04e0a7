/** A rule that fired, with its evidence. Natural key (cell_id, rule, test_id, record_index): a replay raises nothing twice. */
export interface CellAlert {
  cell_id: string;
  rule: AlertRule;
  test_id: string;
  /** First record that proves it; for a rule over cycles, the cycle's first record. */
  record_index: number;
  /** Of the rule: it changes when the rule's arithmetic does. */
  rule_version: number;
  facts_version: string;
  revision: number;
  /** A correction removed the evidence. */
  retracted: boolean;
  severity: 'warning' | 'critical';
  /** Event time of the proving record, Unix seconds; null where the source has no wall clock. */
  raised_at_unix_second: number | null;
  derived_cycle_count: number | null;
  /** One plain sentence for the person who is paged. */
  message: string;
  evidence: {
    quantity: string;
    unit: string;
    value: number;
    limit: number;
    baseline: number | null;
    regime: string | null;
    first_record_index: number;
    last_record_index: number;
  };
}

export type AlertRule = 'CE_DROP' | 'OVERCHARGE';
