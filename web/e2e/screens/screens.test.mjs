/**
 * Every state of every screen, in Dutch and English, light and dark: nothing for axe to report,
 * nothing against the Content-Security-Policy, no request to another host, no error on the page, and
 * nothing that sticks out sideways, wide or narrow. `screens.mjs` says which there are.
 *
 * LEGALMIND_SHOTS    a folder for a picture of each
 * LEGALMIND_SCREENS  only the screens whose name this pattern finds
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, follow, launch, settled, watch } from '../lib/browser.mjs';
import { start } from '../mock/serve.mjs';
import { SCREENS } from './screens.mjs';

const { LEGALMIND_SHOTS: shots, LEGALMIND_SCREENS: pattern = '' } = process.env;
const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 844 };
let browser;

before(async () => {
  if (shots) mkdirSync(shots, { recursive: true });
  browser = await launch({ lean: true });
});
after(async () => {
  await browser?.close();
  for (const { mock } of all) {
    mock.server.closeAllConnections();
    mock.server.close();
  }
});

/** How far the page, or what it shows, sticks out to the right, in pixels. */
const overflow = (page) => page.evaluate(() => Math.max(...['html', 'body', 'main'].map((name) => document.querySelector(name)).filter(Boolean).map((node) => node.scrollWidth - node.clientWidth)));

/**
 * A server and a context of one language, used for one screen after another: what the browser has
 * compiled it keeps, and the server begins anew.
 */
const free = { nl: [], en: [] };
const all = [];

async function lane(language) {
  const mock = await start({ slow: 1 });
  const context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce', locale: language === 'nl' ? 'nl-NL' : 'en-GB' });
  const made = { mock, context, seen: await watch(context, mock.url) };
  all.push(made);
  return made;
}

async function withPage(screen, language, look) {
  const used = free[language].pop() ?? (await lane(language));
  const { mock, context, seen } = used;
  mock.reset(screen.signedIn ?? true);
  mock.state.user.language = language;
  screen.prepare?.(mock.state);
  for (const list of Object.values(seen)) list.length = 0;
  const page = await context.newPage();
  try {
    follow(page);
    await page.setViewportSize(screen.viewport ?? WIDE);
    await page.goto(mock.url + screen.path);
    await page.locator(screen.busy ? '[data-testid=loading]' : 'h1, h2, [role=dialog]').first().waitFor();
    await screen.go?.(page, mock.state);
    await settled(page, screen.busy ? 1 : 0);
    await look(page, seen);
  } finally {
    mock.state.held.clear();
    await page.close();
    await context.setOffline(false);
    free[language].push(used);
  }
}

/** What is wrong with a screen, wide and narrow, light and dark. */
async function faults(name, screen, language, page, seen) {
  const found = [];
  const note = (where, list) => found.push(...list.map((one) => `${where}: ${one}`));
  const picture = (kind) => shots && page.screenshot({ path: join(shots, `${name}.${kind}.${language}.png`) });
  const sideways = async (where) => note(where, (await overflow(page)) > 0 ? [`${await overflow(page)} px stick out`] : []);
  await picture('light');
  note('light', await axe(page));
  await sideways('wide');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture('dark');
  note('dark', await axe(page, ['color-contrast', 'link-in-text-block']));
  if (!screen.viewport) {
    await page.setViewportSize(NARROW);
    await settled(page, screen.busy ? 1 : 0);
    await picture('narrow');
    await sideways('narrow');
  }
  note('policy', seen.violations);
  note('foreign', seen.foreign);
  note('error', seen.errors);
  return [...new Set(found)];
}

async function look(name, screen, language) {
  await withPage(screen, language, async (page, seen) => {
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    assert.deepEqual(await faults(name, screen, language, page, seen), []);
  });
}

describe('screens', { concurrency: 4 }, () => {
  for (const [name, screen] of Object.entries(SCREENS)) {
    if (!new RegExp(pattern).test(name)) continue;
    for (const language of ['nl', 'en']) test(`${name} (${language})`, { timeout: 60_000 }, () => look(name, screen, language));
  }
});
