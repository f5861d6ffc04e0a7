const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as markup shows it: names are data. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => marks[mark]);
}

type Attributes = Record<string, string | number | undefined>;

/** An element; children are markup already, attributes are not. */
export function tag(name: string, attributes: Attributes, ...children: string[]): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : value!)}"`)
    .join('');
  return `<${name}${given}>${children.join('')}</${name}>`;
}

/** A hundredth of a pixel is enough. */
export function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
