import { readFileSync } from 'node:fs';

/** One environment variable and what it becomes. */
export interface Setting<T> {
  name: string;
  /** Of the variable's text; undefined where it is not set. Throws with what was expected. */
  read(text: string | undefined): T;
}

/** A text that must be there: `NAME`, or the content of the file that `NAME_FILE` names (secrets are mounted as files). */
export function required(name: string): Setting<string> {
  return {
    name,
    read(text) {
      if (text === undefined) throw new Error(`${name} (or ${name}_FILE) is not set`);
      return text;
    },
  };
}

export function optional(name: string): Setting<string | undefined>;
export function optional(name: string, otherwise: string): Setting<string>;
export function optional(name: string, otherwise?: string): Setting<string | undefined> {
  return { name, read: (text) => text ?? otherwise };
}

/** A whole number, zero or more, such as a port. */
export function whole(name: string, otherwise: number): Setting<number> {
  return {
    name,
    read(text) {
      if (text === undefined) return otherwise;
      if (!/^\d{1,15}$/.test(text)) throw new Error(`${name} is '${text}', expected a whole number`);
      return Number(text);
    },
  };
}

/**
 * Reads a program's settings from its environment, once. An empty variable counts as not set.
 *
 * @throws Error that names every setting that is missing or wrong, all at once.
 */
export function settings<T extends Record<string, unknown>>(
  wanted: { [K in keyof T]: Setting<T[K]> },
  environment: NodeJS.ProcessEnv = process.env,
): T {
  const wrong: string[] = [];
  const entries = Object.entries<Setting<unknown>>(wanted).map(([key, setting]) => {
    try {
      return [key, setting.read(textOf(setting.name, environment))];
    } catch (error) {
      wrong.push((error as Error).message);
      return [key, undefined];
    }
  });
  if (wrong.length > 0) throw new Error(`cannot start: ${wrong.join('; ')}`);
  return Object.fromEntries(entries) as T;
}

function textOf(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name] || undefined;
  if (environment[name]) throw new Error(`${name} and ${name}_FILE are both set, expected one of them`);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (cause) {
    throw new Error(`${name}_FILE is ${file}, which cannot be read: ${(cause as Error).message}`, { cause });
  }
}
