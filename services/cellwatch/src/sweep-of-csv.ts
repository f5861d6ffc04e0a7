import { DeclarationError, type Sweep } from '@cellwatch/events';

const columns = ['voltage_volt', 'current_ampere', 'time_second'] as const;

/** A sweep from CSV with a header: voltage_volt and current_ampere, perhaps time_second, in any order. */
export function sweepOfCsv(text: string, name: string): Sweep {
  const refused = (message: string) => {
    const whole = `sweep ${name}${message}`;
    return new DeclarationError(whole, [{ paths: [['sweep']], message: whole }]);
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = lines[0].split(',').map((field) => field.trim());
  const unknown = head.filter((field) => !columns.some((column) => column === field));
  if (
    unknown.length > 0 ||
    new Set(head).size < head.length ||
    !head.includes(columns[0]) ||
    !head.includes(columns[1])
  )
    throw refused(`:1: the header is ${JSON.stringify(lines[0])}, expected voltage_volt,current_ampere[,time_second]`);
  const values = head.map((): number[] => []);
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const fields = line.split(',').map((field) => field.trim());
    if (fields.length !== head.length)
      throw refused(`:${index + 1}: got ${fields.length} fields, expected ${head.length} as in the header`);
    for (const [at, field] of fields.entries()) {
      const value = field === '' ? NaN : Number(field);
      if (!Number.isFinite(value))
        throw refused(`:${index + 1}: ${head[at]} is ${JSON.stringify(field)}, expected a number with a decimal point`);
      values[at].push(value);
    }
  }
  return Object.fromEntries(head.map((field, at) => [field, values[at]])) as unknown as Sweep;
}
