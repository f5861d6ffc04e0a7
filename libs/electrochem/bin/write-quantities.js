// Writes QUANTITIES.md of this package from the doc comments of its exported functions.
// --check writes nothing, and fails where the page has drifted. A folder may be given in place of this package.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const tags = ['quantity', 'symbol', 'unit', 'formula', 'convention', 'source'];
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const folder = given ? resolve(given) : fileURLToPath(new URL('..', import.meta.url));
const page = join(folder, 'QUANTITIES.md');

const parse = (file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** [name, path below src without extension] of what index.ts exports, types and the fold in cycling/ left out. */
function exported() {
  return parse(join(folder, 'src/index.ts')).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly || !statement.exportClause) return [];
    const path = statement.moduleSpecifier.text.replace(/^\.\//, '').replace(/\.js$/, '');
    if (path.startsWith('cycling/')) return [];
    const { elements } = statement.exportClause;
    return elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => [name.text, path]);
  });
}

/** Title of the first test of a spec file, of a table its first row; null where there is none. */
function firstTest(file) {
  let title = null;
  const visit = (node) => {
    if (title !== null) return;
    if (ts.isCallExpression(node) && /^test(\.each\b|$)/.test(node.expression.getText())) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) title = withFirstRow(first.text, node.expression);
    }
    ts.forEachChild(node, visit);
  };
  if (existsSync(file)) visit(parse(file));
  return title;
}

function withFirstRow(title, each) {
  if (!ts.isCallExpression(each) || !each.arguments[0] || !ts.isArrayLiteralExpression(each.arguments[0])) return title;
  const [row] = each.arguments[0].elements;
  const values = row && ts.isArrayLiteralExpression(row) ? [...row.elements] : [row];
  return title.replace(/%[a-z]/g, (placeholder) => {
    const value = values.shift();
    return value ? (ts.isStringLiteralLike(value) ? value.text : value.getText()) : placeholder;
  });
}

const problems = [];
const rows = exported().flatMap(([name, path]) => {
  const file = join(folder, 'src', `${path}.ts`);
  const found = parse(file).statements.find(
    (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name,
  );
  if (!found) return [];
  const texts = new Map(
    ts.getJSDocTags(found).map(({ tagName, comment }) => [tagName.text, ts.getTextOfJSDocComment(comment) ?? '']),
  );
  const cells = tags.map((tag) => (texts.get(tag) ?? '').replace(/\s+/g, ' ').trim());
  tags.forEach((tag, at) => {
    if (cells[at] === '') problems.push(`src/${path}.ts: ${name} has no @${tag}`);
  });
  const title = firstTest(join(folder, 'src', `${path}.spec.ts`));
  if (title === null) problems.push(`src/${path}.spec.ts: no test of ${name}`);
  const [quantity, ...others] = cells;
  return [[`[${quantity}](src/${path}.ts)`, ...others, `[${title}](src/${path}.spec.ts)`]];
});

const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const text = [
  '# Quantities',
  '',
  'Written from the doc comments by `npm run quantities`; change those. Positive current charges the cell, ratios are stored as ratios, null means not computable.',
  '',
  line(['Quantity', 'Symbol', 'Unit', 'Formula', 'Convention', 'Source', 'First test']),
  line(Array(7).fill('---')),
  ...rows.map(line),
  '',
].join('\n');

if (problems.length === 0 && process.argv.includes('--check')) {
  const stored = existsSync(page) ? readFileSync(page, 'utf8') : '';
  if (stored !== text) problems.push(`${page} is not what the sources say: run \`npm run quantities\``);
} else if (problems.length === 0) writeFileSync(page, text);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
