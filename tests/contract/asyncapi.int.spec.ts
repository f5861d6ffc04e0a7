import { Parser } from '@asyncapi/parser';
import { asyncapiDocument, topics } from '@cellwatch/events';

const errors = async (document: object) => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  return diagnostics.filter(({ severity }) => severity === 0).map(({ code, message }) => `${code}: ${message}`);
};

test('the AsyncAPI document is valid, and names every topic with its message', async () => {
  const document = asyncapiDocument() as {
    channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
    components: { messages: Record<string, { payload: { properties?: object } }> };
  };
  expect(await errors(document)).toEqual([]);
  expect(Object.values(document.channels).map(({ address }) => address)).toEqual(Object.values(topics));
  expect(Object.keys(document.components.messages.CycleSummary.payload.properties!)).toContain('coulombic_efficiency');
  const { payload } = document.components.messages.CellObservation as { payload: { oneOf: { properties: object }[] } };
  expect(payload.oneOf.map(({ properties }) => 'quantity' in properties)).toEqual([true, false]);
});

test('the validator sees a message that is not there', async () => {
  const document = structuredClone(asyncapiDocument()) as { channels: { facts: { messages: object } } };
  document.channels.facts.messages = { Nothing: { $ref: '#/components/messages/Nothing' } };
  expect(await errors(document)).not.toEqual([]);
});
