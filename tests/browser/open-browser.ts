import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { unexercised } from '../support/unexercised.js';

const { CHROMIUM_PATH = '/usr/bin/chromium' } = process.env;

/** `describe` where there is a browser, else skipped, loudly. */
export function describeWithBrowser(name: string, tests: () => void): void {
  if (existsSync(CHROMIUM_PATH)) return describe(name, tests);
  unexercised(`the page in a browser (no Chromium at ${CHROMIUM_PATH}; set CHROMIUM_PATH)`);
  describe.skip(name, tests);
}

/** A real Chromium that asks nobody anything. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
