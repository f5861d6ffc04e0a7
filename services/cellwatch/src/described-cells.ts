import { LineCounter, parseDocument, type Node } from 'yaml';
import { declareFacts, DeclarationError, type CellFacts } from '@cellwatch/events';
import { nodeAt, nodeExactlyAt, type Path } from './yaml-node.js';

export interface DescribedCells {
  cells: CellFacts[];
  /** `file:line: cell: what is wrong`, in the order of the file. */
  problems: string[];
}

/**
 * The cells that a text describes: one, a list of them, or `cells` with the `defaults` that they share. A cell overrides the
 * defaults, with an empty field too; its factors are added to theirs. `file` is how problems name where they are.
 */
export function describedCells(text: string, file: string): DescribedCells {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (node: Node | undefined) => `${file}:${lines.linePos(node?.range?.[0] ?? 0).line}`;
  const broken = document.errors.map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`);
  if (broken.length > 0) return { cells: [], problems: broken };

  let whole: unknown;
  try {
    whole = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { cells: [], problems: [`${file}: ${(error as Error).message}`] };
  }
  const { defaults, written, problems } = partsOf(whole);
  if (problems.length > 0)
    return {
      cells: [],
      problems: problems.map(({ path, message }) => `${at(nodeAt(document, path))}: ${message}`),
    };

  const cells: CellFacts[] = [];
  const found: string[] = [];
  const seen = new Map<string, string>();
  for (const { path, value } of written) {
    const name = (value as { cell_id?: unknown } | null)?.cell_id;
    const called = typeof name === 'string' ? `cell ${name}` : 'a cell without a name';
    try {
      const facts = declareFacts(withDefaults(defaults, value));
      const place = at(nodeAt(document, [...path, 'cell_id']));
      const earlier = seen.get(facts.cell_id);
      if (earlier === undefined) seen.set(facts.cell_id, place);
      else found.push(`${place}: ${called}: cell_id is also that of ${earlier}, expected each cell once`);
      cells.push(facts);
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      for (const { paths, message } of error.issues) {
        // Where the cell itself says it, else where the defaults do, else where the cell begins.
        const places = [...paths.map((field) => [...path, ...field]), ...paths.map((field) => ['defaults', ...field])];
        const node = places.map((place) => nodeExactlyAt(document, place)).find((node) => node !== undefined);
        found.push(`${at(node ?? nodeAt(document, path))}: ${called}: ${message}`);
      }
    }
  }
  return { cells, problems: found };
}

interface Parts {
  defaults: Record<string, unknown>;
  written: { path: Path; value: unknown }[];
  problems: { path: Path; message: string }[];
}

function partsOf(whole: unknown): Parts {
  const list = (cells: unknown[], path: Path) => cells.map((value, index) => ({ path: [...path, index], value }));
  const wrong = (path: Path, message: string): Parts => ({ defaults: {}, written: [], problems: [{ path, message }] });
  if (whole === null || whole === undefined) return wrong([], 'nothing is in it, expected cells');
  if (Array.isArray(whole))
    return whole.length > 0
      ? { defaults: {}, written: list(whole, []), problems: [] }
      : wrong([], 'the list is empty, expected cells');
  if (!isRecord(whole) || !('cells' in whole || 'defaults' in whole))
    return { defaults: {}, written: [{ path: [], value: whole }], problems: [] };

  const { defaults, cells, ...others } = whole;
  const [other] = Object.keys(others);
  if (other !== undefined)
    return wrong([other], `${other} stands beside cells, expected only defaults and cells: is it one of the defaults?`);
  if (!Array.isArray(cells) || cells.length === 0)
    return wrong(
      ['cells'],
      `cells is ${cells === undefined ? 'missing' : JSON.stringify(cells)}, expected a list of cells`,
    );
  if (defaults !== undefined && defaults !== null && !isRecord(defaults))
    return wrong(['defaults'], `defaults is ${JSON.stringify(defaults)}, expected fields that the cells share`);
  if (defaults && 'cell_id' in defaults)
    return wrong(['defaults', 'cell_id'], 'defaults has a cell_id, expected each cell to have its own');
  return { defaults: defaults ?? {}, written: list(cells, ['cells']), problems: [] };
}

function withDefaults(defaults: Record<string, unknown>, value: unknown): unknown {
  if (!isRecord(value)) return value;
  const merged: Record<string, unknown> = { ...defaults, ...value };
  if (isRecord(defaults.factors) && isRecord(value.factors))
    merged.factors = Object.fromEntries(
      Object.entries({ ...defaults.factors, ...value.factors }).filter(([, level]) => level !== null),
    );
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
