import { stepTypes, type StepType } from '@cellwatch/events';

const decoder = new TextDecoder('latin1');
const mostWords = 200;
const longestWord = 32;

/** The state words of a source, numbered as they are met. */
export interface StateWords {
  texts: string[];
  /** `step_type` of each. */
  types: number[];
  /** The word's number, or -1 where it cannot be one: too long, or one of far too many. */
  find(bytes: Uint8Array, start: number, end: number): number;
  numberOf(text: string): number;
}

export function stateWords(meaning: Readonly<Record<string, StepType>>): StateWords {
  const ofByte = new Int16Array(256).fill(-1);
  const texts: string[] = [];
  const types: number[] = [];

  function numberOf(text: string): number {
    const known = texts.indexOf(text);
    if (known >= 0) return known;
    if (text.length > longestWord || texts.length >= mostWords) return -1;
    texts.push(text);
    types.push(stepTypes.indexOf(meaning[text] ?? 'unknown'));
    return texts.length - 1;
  }

  return {
    texts,
    types,
    numberOf,
    find(bytes, start, end) {
      if (end - start !== 1) return numberOf(decoder.decode(bytes.subarray(start, end)).trim());
      const byte = bytes[start];
      if (ofByte[byte] < 0) ofByte[byte] = numberOf(String.fromCharCode(byte).trim());
      return ofByte[byte];
    },
  };
}
