/** Topics are subject and plural; keyed by `cell_id`, so that a cell's messages are in order in one partition (`actionKey` for actions). */
export const topics = {
  records: 'cycler.records',
  rejects: 'cycler.rejects',
  facts: 'cell.facts',
  observations: 'cell.observations',
  moves: 'cell.moves',
  spectra: 'cell.spectra',
  cycles: 'cell.cycles',
  resistances: 'cell.resistances',
  pulses: 'cell.pulses',
  alerts: 'cell.alerts',
  actions: 'alert.actions',
} as const;

export type Topic = (typeof topics)[keyof typeof topics];

/** On every keyed topic, in both transports, for ever: a cell's partition must never change while folds hold its state. */
export const partitionCount = 12;

/** Where a message goes that no reader can take: once, with its reason in the headers. */
export function deadLetterTopic(topic: string): string {
  return `${topic}.dead`;
}
