/** Bytes that grow; one is reused for every column. */
export class ByteSink {
  bytes = new Uint8Array(4096);
  length = 0;

  private room(): void {
    if (this.length + 10 <= this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  /** Unsigned varint of an integer below 2^53. */
  varint(value: number): void {
    this.room();
    const { bytes } = this;
    while (value > 0x7fffffff) {
      bytes[this.length++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    let rest = value | 0;
    while (rest > 127) {
      bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.length++] = rest;
  }

  /** Zigzag varint of an integer of magnitude below 2^52. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

/** How many bytes `signed` takes. */
export function signedSize(value: number): number {
  const zigzag = value < 0 ? -2 * value - 1 : 2 * value;
  if (zigzag < 0x80) return 1;
  if (zigzag < 0x4000) return 2;
  if (zigzag < 0x200000) return 3;
  if (zigzag < 0x10000000) return 4;
  let size = 4;
  for (let rest = Math.floor(zigzag / 0x10000000); rest > 0; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Reads varints; reports an end that comes too early or a number that is too long by going past `end`. */
export class ByteSource {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get over(): boolean {
    return this.at > this.bytes.length;
  }

  get exhausted(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    for (let index = 1; index < 8; index++) {
      byte = bytes[this.at++];
      if (byte === undefined) return this.fail();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    return this.fail();
  }

  signed(): number {
    const zigzag = this.varint();
    return zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
  }

  private fail(): number {
    this.at = this.bytes.length + 1;
    return 0;
  }
}
