import { isAlias, isMap, isNode, isSeq, type Document, type Node } from 'yaml';

export type Path = PropertyKey[];

/** The node that a path names: a field's key, so that a field without a value has a line as well. */
export function nodeExactlyAt(document: Document, path: Path): Node | undefined {
  let node: Node | undefined = document.contents ?? undefined;
  let key: Node | undefined = node;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(step));
      if (!pair) return undefined;
      key = pair.key as Node;
      node = isNode(pair.value) ? pair.value : undefined;
    } else if (isSeq(node) && typeof step === 'number') {
      node = key = node.items[step] as Node | undefined;
    } else return undefined;
  }
  return key;
}

/** The node itself, else the nearest one around it that there is. */
export function nodeAt(document: Document, path: Path): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeExactlyAt(document, path.slice(0, length));
    if (node) return node;
  }
  return undefined;
}
