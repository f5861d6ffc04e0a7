/** A plain table for a terminal: columns as wide as their widest text, numbers to the right. */
export function textTable(head: string[], rows: (string | number)[][]): string {
  const texts = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const right = head.map((_, column) =>
    rows.every((row) => typeof row[column] === 'number' || /^[-\d]/.test(String(row[column]))),
  );
  return texts
    .map((row) =>
      row
        .map((text, at) => (right[at] ? text.padStart(widths[at]) : text.padEnd(widths[at])))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
