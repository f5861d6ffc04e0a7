import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageFile {
  type: string;
  body: Buffer;
  etag: string;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page’s files by name, all that is ever served: its markup, its compiled modules, and uPlot from its package. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const markup = fileURLToPath(new URL('../static/', import.meta.url));
  const modules = fileURLToPath(new URL('../dist/page/', import.meta.url));
  const uplot = join(createRequire(import.meta.url).resolve('uplot'), '..');
  const paths = [
    ...readdirSync(markup).map((name) => join(markup, name)),
    ...readdirSync(modules).map((name) => join(modules, name)),
    join(uplot, 'uPlot.iife.min.js'),
    join(uplot, 'uPlot.min.css'),
  ].filter((path) => extname(path) in types);
  return new Map(paths.map((path) => [path.split(/[/\\]/).pop()!, pageFile(path)]));
}

function pageFile(path: string): PageFile {
  const body = readFileSync(path);
  return { type: types[extname(path)], body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}
