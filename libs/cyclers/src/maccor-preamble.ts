import { preambleOf, valueOf, type Found, type Preamble } from './preamble.js';

/** Labels that may stand anywhere in a line: an older export prints several in one. */
const inline: [string, keyof Preamble | 'filename'][] = [
  ["Today's Date", 'exported'],
  ['Date of Test:', 'started'],
  ['Filename:', 'filename'],
  ['Tester Channel:', 'channel'],
  ['Procedure:', 'procedure'],
  ['Comment/Barcode:', 'comment'],
  ['Description:', 'comment'],
];

/** Labels that begin a line: in running text these words mean something else. */
const leading: [RegExp, keyof Preamble | 'filename'][] = [
  [/^(?:Test)?Name:?[\t,]/i, 'filename'],
  [/^Channel(?: Number)?:?[\t,]/i, 'channel'],
  [/^Tester(?:ID)?:?[\t,]/i, 'tester'],
  [/^Procedure[\t,]/i, 'procedure'],
  [/^Description[\t,]/i, 'comment'],
  [/^Started:?[\t,]/i, 'started'],
];

/**
 * Facts from the lines above the table. The name of a test is its file's name without folder; an ending of three digits is
 * the channel. A value ends where an uninitialised buffer shows: at the first control character.
 */
export function maccorPreamble(lines: readonly string[]): Preamble {
  const found: Found & { filename?: string } = {};
  for (const line of lines) {
    const marks = inline
      .map(([label, field]) => ({ label, field, at: labelAt(line, label) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    marks.forEach(({ label, field, at }, k) => {
      found[field] ||= valueOf(line.slice(at + label.length, marks[k + 1]?.at));
    });
    for (const [label, field] of leading) {
      const match = label.exec(line);
      if (match) found[field] ||= valueOf(line.slice(match[0].length));
    }
  }
  const name = found.filename?.replace(/^.*[\\/]/, '') ?? '';
  const [, title, ending] = /^(.*?)(?:\.(\d{3}))?$/.exec(name) ?? ['', name, ''];
  return preambleOf({
    ...found,
    title,
    procedure: (found.procedure ?? '').replace(/^(.*?\.\d{3})(?=\S)/, '$1 '),
    channel: found.channel ?? ending ?? '',
  });
}

function labelAt(line: string, label: string): number {
  const at = line.indexOf(label);
  return at <= 0 || /\s/.test(line[at - 1]) ? at : -1;
}
