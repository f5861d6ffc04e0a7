import type { Laboratory } from './laboratory.js';

/** A number of a row, read from what the pipeline found or computed by hand; null is none. */
export type Compute = (laboratory: Laboratory) => number | null;

/** One number that the paper prints, or that follows from what it prints, and how Cellwatch comes to it. */
export interface Truth {
  quantity: string;
  /** Printed in the paper, or computed from what it prints. */
  source: 'paper' | 'computed';
  /** As printed, with its unit: its decimals are what the computed value must round to. */
  printed: string;
  /** In words: base, pairing, mass. */
  convention: string;
  compute: Compute;
  wrong: WrongConvention[];
  /** Where what is measured has noise: the largest distance from the printed value, instead of rounding to it. */
  within?: number;
}

/** A convention that somebody could have meant; it must give this other number, or the row could not fail. */
export interface WrongConvention {
  convention: string;
  gives: string;
  compute: Compute;
}

export interface TruthGroup {
  title: string;
  /** How its numbers came to be. */
  text: string;
  truths: Truth[];
}

export function paper(
  quantity: string,
  printed: string,
  convention: string,
  compute: Compute,
  ...wrong: WrongConvention[]
): Truth {
  return { quantity, source: 'paper', printed, convention, compute, wrong };
}

export function computed(
  quantity: string,
  printed: string,
  convention: string,
  compute: Compute,
  ...wrong: WrongConvention[]
): Truth {
  return { quantity, source: 'computed', printed, convention, compute, wrong };
}

export function wrong(convention: string, gives: string, compute: Compute): WrongConvention {
  return { convention, gives, compute };
}
