/** What the lines above the table say, as printed. */
export interface Preamble {
  title: string;
  procedure: string;
  comment: string;
  /** The cycler's own name. */
  tester: string;
  channel: string;
  started: string;
  exported: string;
}

export type Found = Partial<Record<keyof Preamble, string>>;

/** A test's name is its file's name without folder and ending. */
export function namedAfterFile(name: string): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.(mpr|mpt|csv|txt)$/i, '');
}

export function preambleOf(found: Found): Preamble {
  const { title = '', procedure = '', comment = '', tester = '', channel = '', started = '', exported = '' } = found;
  return { title, procedure, comment, tester, channel: channel.replace(/^0+(?=\d)/, ''), started, exported };
}

/** A value ends where an uninitialised buffer shows: at the first control character. */
export function valueOf(text: string): string {
  const value = text.replace(/^[\s,:]+/, '');
  return value
    .replace(/[\x00-\x08\x0a-\x1f\x7f].*$/s, '')
    .replace(/[\s,]+$/, '')
    .replace(/\s+/g, ' ');
}

/**
 * A reader of lines that begin with a label, as declared: `Channel: 01`, `~Testchannel: 1814`, `\tFile : a.mpr`. The first
 * line that has a label gives it. A name without a letter or digit was blanked out and is none.
 */
export function labelledPreamble(
  labels: readonly (readonly [label: string, field: keyof Preamble])[],
): (lines: readonly string[]) => Preamble {
  return (lines) => {
    const found: Found = {};
    for (const line of lines) {
      const text = line.replace(/^[\s~]+/, '');
      for (const [label, field] of labels)
        if (text.startsWith(label)) found[field] ||= valueOf(text.slice(label.length));
    }
    const title = namedAfterFile(found.title ?? '');
    return preambleOf({ ...found, title: /[\p{L}\p{N}]/u.test(title) ? title : '' });
  };
}

/** Of sources that begin with their table. */
export const noPreamble = (): Preamble => preambleOf({});
