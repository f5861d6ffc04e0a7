/** How a fact is written in one line of text. */
export type FactKind =
  'number' | 'text' | 'choice' | 'yes_or_no' | 'cycles' | 'celsius' | 'c_rates' | 'peaks' | 'factors';

const numeric = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A fact as it stands in its input. */
export function factText(kind: FactKind, value: unknown): string {
  if (value === undefined) return '';
  const list = value as Record<string, string | number>[];
  switch (kind) {
    case 'cycles':
      return (value as number[]).join(', ');
    case 'celsius':
      return list.map(({ from_cycle, celsius }) => `${from_cycle}: ${celsius}`).join('; ');
    case 'c_rates':
      return list.map(({ from_cycle, c_rate }) => `${from_cycle}: ${c_rate}`).join('; ');
    case 'peaks':
      return list.map(({ name, voltage_volt, direction }) => `${name}: ${voltage_volt} ${direction}`).join('; ');
    case 'factors':
      return Object.entries(value as Record<string, string | number>)
        .map(([name, level]) => `${name} = ${typeof level === 'string' && numeric.test(level) ? `"${level}"` : level}`)
        .join('; ');
    default:
      return String(value);
  }
}

/** What an input says. Nothing is undefined; what cannot be read goes as it is: the board says what it expected. */
export function factValue(kind: FactKind, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (kind) {
    case 'number':
      return numberOf(trimmed);
    case 'yes_or_no':
      return trimmed === 'true';
    case 'cycles':
      return trimmed.split(/[,;\s]+/).map(numberOf);
    case 'celsius':
      return each(trimmed, /^(\S+?)\s*:\s*(\S+)$/, ([, from, value]) => ({
        from_cycle: numberOf(from),
        celsius: numberOf(value),
      }));
    case 'c_rates':
      return each(trimmed, /^(\S+?)\s*:\s*(\S+)$/, ([, from, value]) => ({
        from_cycle: numberOf(from),
        c_rate: numberOf(value),
      }));
    case 'peaks':
      return each(trimmed, /^(.+?)\s*:\s*(\S+)\s+(\S+)$/, ([, name, volt, direction]) => ({
        name,
        voltage_volt: numberOf(volt),
        direction,
      }));
    case 'factors': {
      const pairs = each(trimmed, /^([^=]+?)\s*=\s*(.+)$/, ([, name, level]) => [name, levelOf(level)]);
      return Array.isArray(pairs) ? Object.fromEntries(pairs as [string, unknown][]) : pairs;
    }
    default:
      return trimmed;
  }
}

function numberOf(text: string): number | string {
  const dotted = text.replace(',', '.');
  return numeric.test(dotted) ? Number(dotted) : text;
}

function levelOf(text: string): number | string {
  return /^".*"$/.test(text) ? text.slice(1, -1) : numberOf(text);
}

function each(text: string, form: RegExp, read: (match: RegExpExecArray) => unknown): unknown[] | string {
  const matches = text
    .split(';')
    .filter((item) => item.trim() !== '')
    .map((item) => form.exec(item.trim()));
  return matches.every((match) => match !== null) ? matches.map(read) : text;
}
