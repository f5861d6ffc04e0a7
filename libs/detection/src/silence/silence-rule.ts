import type { Rule } from '../rule.js';

/**
 * SILENCE: a running test sends no more records.
 *
 * Signature: no record follows the last one of a test of a live source for longer than its logging intervals explain.
 * Threshold: see `limits`. The usual interval is the 99th percentile of what came from record to record in steps of the same kind
 * (rest, charge, discharge, controlled); the last interval of the running step counts as well, because intervals grow in a rest.
 * Time comes from the records and from ticks: a tick only proves that this time has passed. The alert's event time is the last record's
 * time and the limit; its key is the last record. The next record ends it, or withdraws it where its time shows that none was missing.
 * Quiet: sources that are not live, a source without a wall clock, whatever fell silent before Cellwatch first ran, a test that
 * the cycler ended, paused or suspended. After a record that ends its step the test may be over: that is a notice, and pages nobody.
 * Look-alikes: long logging intervals in a rest; records that are uploaded many at once, and a cycler's clock that is slow: from the second
 * time in a day on, an alert waits half as long again as they made it wait.
 * Source: this project's own.
 */
export const silenceRule: Rule = {
  code: 'SILENCE',
  version: 1,
  topic: 'ticks',
  severities: ['notice', 'warning'],
  title: 'No more records',
  description:
    'A running test of a live source has sent no record for 3 times its usual interval (the 99th percentile in steps of the same kind), and for 2 min at least. A notice where the last record ended a step: the test may be over.',
  likely_cause: 'The cycler, its computer or the network between is down, or the test was stopped without saying so.',
  look_alikes: [
    'A long logging interval in a rest: known after its first intervals.',
    'A paused or suspended test: its last record says so, and nothing is told.',
    'Records that are uploaded many at once: the alert is withdrawn when they come, and waits longer from the second time in a day on.',
    'A cycler whose clock is slow: as with uploads; set the clock.',
  ],
  limits: [
    {
      name: 'interval_factor',
      unit: '1',
      default: 3,
      minimum: 1.5,
      maximum: 100,
      description: 'Times the usual interval between records.',
    },
    {
      name: 'least_second',
      unit: 's',
      default: 120,
      minimum: 10,
      maximum: 86_400,
      description: 'No silence is shorter. A lab whose cycler uploads every so often sets it above that.',
    },
    {
      name: 'unknown_second',
      unit: 's',
      default: 1_800,
      minimum: 10,
      maximum: 86_400,
      description: 'No silence is shorter while fewer than 10 intervals of steps of this kind are known.',
    },
  ],
};
