import { alertKey, type AlertState, type CellAlert, type StandingAlert } from './shapes.js';

/** The alerts that a screen shows, by what names them: those of the tables, then what comes live. */
export interface AlertBook {
  /** Whether it changed anything. */
  take(alert: CellAlert): boolean;
  replace(alerts: readonly StandingAlert[]): void;
  values(): StandingAlert[];
}

const unsaid = {
  acknowledged_by: null,
  acknowledged_at_unix_second: null,
  resolved_by: null,
  resolved_at_unix_second: null,
  silence_id: null,
  silenced_by: null,
  silenced_until_unix_second: null,
  held_back: null,
  incident_id: null,
};

export function alertBook(): AlertBook {
  const alerts = new Map<string, StandingAlert>();
  return {
    take(alert) {
      const key = alertKey(alert);
      const known = alerts.get(key);
      if (known && isOlder(alert, known)) return false;
      // One that never fired is of no interest once it is over.
      if (alert.retracted || alert.status === 'lapsed') return alerts.delete(key);
      const said = known ?? { ...alert, state: 'firing' as const, ...unsaid };
      alerts.set(key, { ...said, ...alert, state: stateOf({ ...said, ...alert }) });
      return true;
    },
    replace(next) {
      alerts.clear();
      for (const alert of next) alerts.set(alertKey(alert), alert);
    },
    values: () => [...alerts.values()],
  };
}

function stateOf({ status, resolved_by, acknowledged_by }: StandingAlert): AlertState {
  if (status === 'pending' || status === 'cleared') return status;
  return resolved_by !== null ? 'resolved' : acknowledged_by !== null ? 'acknowledged' : 'firing';
}

function isOlder(alert: CellAlert, known: CellAlert): boolean {
  const { rule_version, revision } = alert;
  return rule_version < known.rule_version || (rule_version === known.rule_version && revision < known.revision);
}
