import type protobuf from 'protobufjs/minimal.js';
import { WireError } from './wire-error.js';

// protobufjs reads 64 bits as a Long where the package `long` is installed, else as a number.
interface Long {
  low: number;
  high: number;
}

export function readSigned(reader: protobuf.Reader): number {
  return exact(reader.sint64());
}

export function readUnsigned(reader: protobuf.Reader): number {
  return exact(reader.uint64());
}

function exact(read: number | Long): number {
  const integer = typeof read === 'number' ? read : read.high * 2 ** 32 + (read.low >>> 0);
  if (!Number.isSafeInteger(integer)) throw new WireError(`an integer of ${integer}, expected a magnitude below 2^53`);
  return integer;
}
