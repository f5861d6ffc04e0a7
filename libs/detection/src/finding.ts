import type { AlertEvidence, AlertSeverity } from '@cellwatch/events';

/** What a detector says of one unit that it can judge; `excess` and `severity` as `Judgement` has them. */
export interface Finding {
  excess: number;
  severity: AlertSeverity;
  message: string;
  evidence: Pick<AlertEvidence, 'quantity' | 'unit' | 'value' | 'limit' | 'baseline' | 'chart'>;
}

/** A ratio in words. */
export function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(2)} %`;
}
