import type { Circuit, CircuitNode, CircuitParameter } from './circuit.js';
import { elements, type ElementSymbol } from './elements.js';

const symbols = Object.keys(elements).sort((one, other) => other.length - one.length) as ElementSymbol[];

/**
 * A circuit from the notation people know: elements in series joined by `-`, in parallel as `p(branch, branch, …)`, each with a
 * label of its own (`R0-p(R1,CPE1)-p(R2-Wo1,C2)`). Elements: R C L CPE W Wo Ws; Q is another word for CPE.
 *
 * Its parameters come in the order of the notation: `R0`, `CPE1_Q`, `CPE1_n`. Throws an error that names the position, from 1,
 * what was found there and what was expected.
 */
export function parseCircuit(notation: string): Circuit {
  const parameters: CircuitParameter[] = [];
  const labels = new Set<string>();
  let at = 0;

  const skip = () => {
    while (notation[at] === ' ') at++;
  };
  const refuse = (expected: string, position = at): never => {
    const got = position < notation.length ? `'${notation[position]}'` : 'the end';
    throw new Error(`circuit '${notation}', position ${position + 1}: got ${got}, expected ${expected}`);
  };
  const take = (character: string): boolean => {
    skip();
    if (notation[at] !== character) return false;
    at++;
    skip();
    return true;
  };

  function element(): CircuitNode {
    const start = at;
    const written = notation[at] === 'Q' ? 'Q' : symbols.find((symbol) => notation.startsWith(symbol, at));
    if (!written) return refuse(`an element (${symbols.join(', ')}) or p(`);
    const symbol = written === 'Q' ? 'CPE' : written;
    at += written.length;
    while (notation[at] >= '0' && notation[at] <= '9') at++;
    const label = symbol + notation.slice(start + written.length, at);
    if (labels.has(label)) refuse(`a label of its own: ${label} is taken`, start);
    labels.add(label);
    const first = parameters.length;
    for (const kind of elements[symbol])
      parameters.push({ ...kind, name: kind.suffix === '' ? label : `${label}_${kind.suffix}` });
    return { kind: 'element', symbol, label, first };
  }

  function item(): CircuitNode {
    skip();
    if (notation[at] !== 'p') return element();
    at++;
    if (!take('(')) return refuse('( after p');
    const branches = [series()];
    while (take(',')) branches.push(series());
    if (branches.length < 2) refuse("',': a parallel has two branches or more");
    if (!take(')')) refuse("',' or ')'");
    return { kind: 'parallel', branches };
  }

  function series(): CircuitNode {
    const branches = [item()];
    while (take('-')) branches.push(item());
    return branches.length === 1 ? branches[0] : { kind: 'series', branches };
  }

  const root = series();
  if (at < notation.length) refuse("'-' or the end");
  return { id: notation.replaceAll(' ', ''), notation: notation.replaceAll(' ', ''), root, parameters, roles: null };
}
