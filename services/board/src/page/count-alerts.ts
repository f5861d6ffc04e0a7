import type { FleetCell, StandingAlert } from './shapes.js';

export type AlertCounts = Pick<FleetCell, 'critical_alerts' | 'warning_alerts' | 'notices' | 'acknowledged_alerts'>;

/** How many alerts fire, by severity; those that somebody is at apart. */
export function countAlerts(alerts: readonly StandingAlert[]): AlertCounts {
  const count = (wanted: (alert: StandingAlert) => boolean) => alerts.filter(wanted).length;
  const firing = (severity: StandingAlert['severity']) =>
    count((alert) => alert.state === 'firing' && alert.severity === severity);
  return {
    critical_alerts: firing('critical'),
    warning_alerts: firing('warning'),
    notices: firing('notice'),
    acknowledged_alerts: count(({ state }) => state === 'acknowledged'),
  };
}
