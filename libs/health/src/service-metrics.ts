import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface ServiceMetrics {
  registry: Registry;
  /** Messages taken from outside. */
  received: Counter<'topic'>;
  /** Messages whose effect is durable: published, or written. */
  sent: Counter<'topic'>;
  /** Bad input, kept and set aside: nothing is wrong with the service. */
  rejected: Counter<'reason'>;
  /** Outages and bugs: something is wrong. */
  errors: Counter<'reason'>;
  dead_letters: Counter<'topic'>;
  /** Records in one message or one transaction. */
  batch_size: Histogram;
  duration: Histogram<'work'>;
  /** Messages between a held partition's next position and its end. */
  lag: Gauge<'topic' | 'partition'>;
}

/** A service's counters, with the process's own (memory, CPU, event-loop delay) in the same registry. */
export function serviceMetrics(service: string): ServiceMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    registry,
    received: counter('cellwatch_received_total', 'Messages taken from outside', 'topic'),
    sent: counter('cellwatch_sent_total', 'Messages whose effect is durable', 'topic'),
    rejected: counter('cellwatch_rejected_total', 'Bad input, kept and set aside', 'reason'),
    errors: counter('cellwatch_errors_total', 'Outages and bugs', 'reason'),
    dead_letters: counter('cellwatch_dead_letters_total', 'Messages buried as dead letters', 'topic'),
    batch_size: new Histogram({
      name: 'cellwatch_batch_size',
      help: 'Records in one message or one transaction',
      buckets: [1, 10, 100, 500, 1_000, 5_000, 10_000, 20_000, 50_000],
      registers,
    }),
    duration: new Histogram({
      name: 'cellwatch_duration_seconds',
      help: 'Time that one piece of work took',
      labelNames: ['work'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
      registers,
    }),
    lag: new Gauge({
      name: 'cellwatch_lag_messages',
      help: 'Messages between a partition’s next position and its end',
      labelNames: ['topic', 'partition'],
      registers,
    }),
  };
}
