/**
 * What the journeys share: the way in, one run per language and per hand (mouse, keyboard alone),
 * and the things that must never happen. Settings come from the environment:
 *
 * LEGALMIND_URL, LEGALMIND_EMAIL, LEGALMIND_PASSWORD, LEGALMIND_TOTP_SECRET  the server and a lawyer
 * LEGALMIND_DOSSIER   words that find the dossier to ask in (Van Loon)
 * LEGALMIND_QUESTION  a question it can answer (Welke boete geldt bij te late oplevering?)
 * LEGALMIND_STREAMS   set where answers come slowly enough to be reloaded and stopped half-way
 * LEGALMIND_SHOTS     a folder for a picture of each state
 *
 * Without LEGALMIND_URL the journeys run against the mock.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, launch, until, watch } from '../lib/browser.mjs';
import { totp } from '../lib/totp.mjs';
import { en } from './words-en.mjs';
import { nl } from './words-nl.mjs';

export { assert, until };
export const WORDS = { nl, en };
export const env = {
  url: process.env.LEGALMIND_URL,
  email: process.env.LEGALMIND_EMAIL ?? 's.bakker@vandijk.example',
  password: process.env.LEGALMIND_PASSWORD ?? 'Wachtwoord-van-de-mock-1',
  secret: process.env.LEGALMIND_TOTP_SECRET ?? 'JBSWY3DPEHPK3PXP',
  dossier: process.env.LEGALMIND_DOSSIER ?? 'Van Loon',
  question: process.env.LEGALMIND_QUESTION ?? 'Welke boete geldt bij te late oplevering?',
  streams: Boolean(process.env.LEGALMIND_STREAMS) || !process.env.LEGALMIND_URL,
  shots: process.env.LEGALMIND_SHOTS,
};

const STATE = join(mkdtempSync(join(tmpdir(), 'journeys-')), 'state.json');
let browser;
let mock;

before(async () => {
  if (!env.url) {
    const { start } = await import('../mock/serve.mjs');
    mock = await start({ slow: 40 });
    env.url = mock.url;
  }
  browser = await launch();
  await signIn();
});

after(async () => {
  await browser?.close();
  mock?.server.closeAllConnections();
  mock?.server.close();
});

/** Signs in once, by keyboard; a code works once, so all journeys share the session. */
async function signIn() {
  const context = await browser.newContext({ locale: 'nl-NL' });
  const seen = await watch(context, env.url);
  const page = await context.newPage();
  await page.goto(env.url);
  await page.locator('input[name=email]').waitFor();
  clean(await axe(page), 'sign-in');
  await page.keyboard.type(env.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(env.password);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]').waitFor();
  clean(await axe(page), 'second step');
  await page.keyboard.type(totp(env.secret));
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
  await context.storageState({ path: STATE });
  harmless(seen);
  await context.close();
}

/** Asks the API directly, to prepare and to check; never instead of the hand. */
export async function api(page, path, init = {}) {
  return page.evaluate(async ([where, options]) => {
    const session = await (await fetch('/api/v1/session')).json();
    const headers = { 'X-CSRF-Token': session.csrf, ...(options.body ? { 'Content-Type': 'application/json' } : {}) };
    const response = await fetch(`/api/v1${where}`, { ...options, headers });
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }, [path, init]);
}

function harmless(seen) {
  assert.deepEqual(seen.violations, [], 'violations of the Content-Security-Policy');
  assert.deepEqual(seen.foreign, [], 'requests to other hosts');
  assert.deepEqual(seen.errors, [], 'errors on the page');
}

function clean(found, where) {
  assert.deepEqual(found, [], `axe on ${where}`);
}

/** Runs a journey in both languages, with the mouse and with the keyboard alone. */
export function journey(name, run, timeout = 180_000) {
  for (const language of ['nl', 'en']) {
    for (const hand of ['mouse', 'keyboard']) {
      test(`${name} (${language}, ${hand})`, { timeout }, async (it) => {
        const context = await browser.newContext({ storageState: STATE, viewport: { width: 1440, height: 900 }, locale: language, reducedMotion: 'reduce' });
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        const seen = await watch(context, env.url);
        const page = await context.newPage();
        await page.goto(env.url);
        await page.locator('nav').first().waitFor();
        await api(page, '/account', { method: 'PATCH', body: JSON.stringify({ language }) });
        await page.goto(env.url);
        await until(() => page.evaluate((wanted) => document.documentElement.lang === wanted, language), `the page in ${language}`);
        const check = async (state) => {
          if (env.shots) {
            mkdirSync(env.shots, { recursive: true });
            writeFileSync(join(env.shots, `${name}-${state}.${language}.${hand}.png`.replaceAll(' ', '-')), await page.screenshot());
          }
          clean(await axe(page), state);
        };
        try {
          await run({ it, page, context, language, w: WORDS[language], hand: hands[hand](page), mouse: hand === 'mouse', check });
        } catch (error) {
          if (env.shots) writeFileSync(join(env.shots, `FAILED-${name}.${language}.${hand}.png`.replaceAll(' ', '-')), await page.screenshot().catch(() => Buffer.alloc(0)));
          throw error;
        }
        harmless(seen);
        await context.close();
      });
    }
  }
}

/** Presses Tab until `is` holds for what has the focus. */
async function tabTo(page, locator, key = 'Tab') {
  const wanted = await locator.first().elementHandle();
  for (let times = 0; times < 120; times++) {
    if (await page.evaluate((node) => node === document.activeElement || node.contains(document.activeElement), wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error('not to be reached with the Tab key');
}

const hands = {
  mouse: (page) => ({
    press: async (locator, timeout) => locator.first().click({ timeout }),
    type: async (locator, text) => {
      await locator.first().click();
      await locator.first().fill(text);
    },
    submit: async (locator) => locator.first().click(),
  }),
  keyboard: (page) => ({
    press: async (locator, timeout) => {
      await locator.first().waitFor({ timeout });
      await tabTo(page, locator);
      await page.keyboard.press('Enter');
    },
    type: async (locator, text) => {
      await locator.first().waitFor();
      await tabTo(page, locator);
      await page.keyboard.insertText(text);
    },
    submit: async () => page.keyboard.press('Enter'),
  }),
};

/** Chooses files the way a person does: the button opens the chooser. */
export async function choose(page, hand, button, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hand.press(button)]);
  await chooser.setFiles(files);
}

/** Counts how often the live region changes from here on. */
export async function listen(page) {
  await page.locator('[data-testid=status]').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    window.__said = [];
    new MutationObserver(() => window.__said.push(document.querySelector('[data-testid=status]').textContent))
      .observe(document.querySelector('[data-testid=status]'), { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => window.__said);
}

/** The dossier to ask in. */
export async function findDossier(page) {
  const found = await api(page, `/dossiers?q=${encodeURIComponent(env.dossier)}&limit=50`);
  const dossier = found.items.find((one) => one.documents > 0);
  assert.ok(dossier, `a dossier with documents that “${env.dossier}” finds`);
  return dossier;
}
