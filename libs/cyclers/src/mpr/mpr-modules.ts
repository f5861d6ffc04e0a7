export interface MprModule {
  name: string;
  version: number;
  /** Where its content begins, and how long that is. */
  at: number;
  length: number;
}

/** Where the points begin in the data module, by its version. */
export const mprPointsAt: Record<number, number> = { 2: 0x195, 3: 0x196, 10: 0x3ef, 11: 0x3ef };

/** Each module says how long it is; newer ones say it behind the length that they may have. Those that are whole, in order. */
export function mprModules(bytes: Uint8Array, view: DataView): MprModule[] {
  const modules: MprModule[] = [];
  const begins = (at: number) => mprText(bytes, at, 6) === 'MODULE';
  for (let at = 0x34; at + 65 <= bytes.length && begins(at);) {
    const name = mprText(bytes, at + 6, 10).trim();
    const u4 = (offset: number) => view.getUint32(at + offset, true);
    const older = { name, version: u4(45), at: at + 57, length: u4(41) };
    const newer = { name, version: u4(49) + u4(53), at: at + 65, length: u4(45) };
    const module = [older, newer].find((one) => {
      const end = one.at + one.length;
      return end === bytes.length || (end < bytes.length && begins(end));
    });
    if (!module) break;
    modules.push(module);
    at = module.at + module.length;
  }
  return modules;
}

/** Numbers of the columns of a point. */
export function mprColumnNumbers(bytes: Uint8Array, view: DataView, { at, version }: MprModule): number[] {
  return Array.from({ length: bytes[at + 4] }, (_, k) => view.getUint16(at + 5 + 2 * k, version < 10));
}

export function mprText(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + length)).replace(/\0+$/, '');
}
