import { deadLetterTopic, topics } from './index.js';

test('a dead letter stays beside its topic', () => {
  expect(deadLetterTopic(topics.records)).toBe('cycler.records.dead');
});
