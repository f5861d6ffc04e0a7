import protobuf from 'protobufjs/minimal.js';
import type { EncodedColumn } from './column.js';
import { columnField as field } from './layout.js';
import { readSigned, readUnsigned } from './read-signed.js';

export interface WireColumn extends EncodedColumn {
  number: number;
  presence?: Uint8Array;
  relative: boolean;
  /** The whole message, for a writer that passes on what it does not know. */
  bytes: Uint8Array;
}

const nothing = new Uint8Array(0);

/** The fields of one Column; nothing is checked but that they can be read. */
export function readColumn(bytes: Uint8Array): WireColumn {
  const reader = protobuf.Reader.create(bytes);
  const column: WireColumn = {
    bytes,
    number: 0,
    kind: 0,
    first: 0,
    unit: 1,
    numbers: nothing,
    doubles: nothing,
    relative: false,
  };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const number = tag >>> 3;
    if (number === field.number) column.number = reader.uint32();
    else if (number === field.kind) column.kind = reader.uint32();
    else if (number === field.first) column.first = readSigned(reader);
    else if (number === field.unit) column.unit = readUnsigned(reader);
    else if (number === field.numbers) column.numbers = reader.bytes();
    else if (number === field.doubles) column.doubles = reader.bytes();
    else if (number === field.presence) column.presence = reader.bytes();
    else if (number === field.relative_to_test_time) column.relative = reader.bool();
    else reader.skipType(tag & 7);
  }
  return column;
}
