import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { isOpen } from '../alert-columns.js';
import { number } from '../panels.js';

const redAboveZero = () =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'green' },
    { value: 1, color: 'red' },
  ]);

const orangeAboveZero = () =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'green' },
    { value: 1, color: 'orange' },
  ]);

export function cellCount(): StatPanel {
  return number('Cells', 'Cells that were ever seen, in use or not.', `select count(*) as cells from cells`);
}

export function runningTestCount(): StatPanel {
  return number(
    'Running tests',
    'Tests whose source is running (not an imported file) and whose newest record is less than an hour old by its own clock.',
    `select count(*) as running_tests from tests where live and last_recorded_at > now() - interval '1 hour'`,
  );
}

export function openAlertCount(): StatPanel {
  return number(
    'Open alerts',
    'Critical ones and warnings that fire now and that nobody has acknowledged or resolved; notices, of the data, are not counted.',
    `select count(*) as open_alerts from alerts_current as alert where ${isOpen}`,
  ).thresholds(redAboveZero());
}

export function refusedCount(): StatPanel {
  return number(
    'Refused, last 24 hours',
    'Rows or files that could not be taken plus messages that no reader could take, by the time at which they were received. Their bytes are kept; the tables below say why.',
    `select (select count(*) from rejects where $__timeFilter(received_at))
  + (select count(*) from dead_letters where $__timeFilter(buried_at)) as refused`,
  )
    .timeFrom('24h')
    .thresholds(orangeAboveZero());
}
