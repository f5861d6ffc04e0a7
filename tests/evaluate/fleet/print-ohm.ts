export function printOhm(ohm: number): string {
  return ohm >= 1e6 ? `${ohm / 1e6} MΩ` : `${ohm / 1e3} kΩ`;
}
