/**
 * The fields of a text that is parted by `delimiter` (RFC 4180): quotes keep delimiters and line ends together, doubled ones are
 * one. `line` is that on which a row begins, from 1. Empty lines are passed over.
 */
export function csvRows(text: string, delimiter: string): { line: number; fields: string[] }[] {
  const rows: { line: number; fields: string[] }[] = [];
  const end = text.length;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  while (at < end) {
    const began = line;
    const fields: string[] = [];
    for (;;) {
      let field = '';
      if (text[at] === '"') {
        at += 1;
        for (; at < end; at += 1) {
          if (text[at] === '\n') line += 1;
          if (text[at] !== '"') field += text[at];
          else if (text[at + 1] === '"') field += text[(at += 1)];
          else break;
        }
        at += 1;
      }
      while (at < end && text[at] !== delimiter && text[at] !== '\n') field += text[at++];
      fields.push(field.trim());
      if (text[at] !== delimiter) break;
      at += 1;
    }
    at += 1;
    line += 1;
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: began, fields });
  }
  return rows;
}
