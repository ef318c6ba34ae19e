/**
 * What the journeys share: one run per language and per hand (mouse, keyboard alone), and the
 * things that must never happen. Dutch and English run side by side, each as a lawyer of their own,
 * for the language is kept with the account. `run.mjs` prepares it and says where everything is.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, launch, until, watch } from '../lib/browser.mjs';
import { totp } from '../lib/totp.mjs';
import { hands } from './hands.mjs';
import { en } from './words-en.mjs';
import { nl } from './words-nl.mjs';

export { choose, openRow, pick, tick } from './hands.mjs';
export { assert, axe, until, watch };
export const WORDS = { nl, en };
/**
 * What `run.mjs` prepared: `at[language]` has `url`, `state`, `person`, and `held`, where answers are held;
 * `administrator` the same without `held`, and `program` and `data` where the product can be told by command.
 */
export const env = JSON.parse(readFileSync(process.env.LEGALMIND_PREPARED, 'utf8'));

/** One Chromium for a file of journeys; the whole of it where there is no model, so that it is used too. */
export let browser;
before(async () => void (browser = await launch({ lean: env.model })));
after(() => browser?.close());

/** Asks the API directly, to prepare and to check; never instead of the hand. */
export async function api(page, path, init = {}) {
  return page.evaluate(async ([where, options]) => {
    const session = await (await fetch('/api/v1/session')).json();
    const headers = { 'X-CSRF-Token': session.csrf, ...(options.body ? { 'Content-Type': 'application/json' } : {}), ...options.headers };
    const response = await fetch(`/api/v1${where}`, { ...options, headers });
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }, [path, init]);
}

/** Lets the answer to a question with a word come to a stand in its middle, and go on. */
function holds(where) {
  const send = async (method, word) => assert.equal((await fetch(`${where}/held/${word}`, { method })).status, 200);
  return { hold: (word) => send('PUT', word), release: (word) => send('DELETE', word) };
}

export function harmless(seen) {
  assert.deepEqual(seen.violations, [], 'violations of the Content-Security-Policy');
  assert.deepEqual(seen.foreign, [], 'requests to other hosts');
  assert.deepEqual(seen.errors, [], 'errors on the page');
}

export function clean(found, where) {
  assert.deepEqual(found, [], `axe on ${where}`);
}

async function picture(page, name) {
  if (!env.shots) return;
  mkdirSync(env.shots, { recursive: true });
  writeFileSync(join(env.shots, `${name}.png`.replaceAll(' ', '-')), await page.screenshot().catch(() => Buffer.alloc(0)));
}

async function walk(name, language, hand, it, run) {
  const { url, state, held } = env.at[language];
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, locale: language, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const seen = await watch(context, url);
  const page = await context.newPage();
  const check = async (where) => {
    await picture(page, `${name}-${where}.${language}.${hand}`);
    // what is on the page does not depend on the hand
    if (hand === 'mouse') clean(await axe(page), where);
  };
  try {
    await page.goto(url);
    await page.locator('nav').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), language, 'the language of the page');
    await run({ it, page, context, language, url, w: WORDS[language], hand: hands[hand](page), mouse: hand === 'mouse', check, ...holds(held) });
    harmless(seen);
  } catch (error) {
    await picture(page, `FAILED-${name}.${language}.${hand}`);
    it.diagnostic(`${page.url()}\n${await page.locator('body').ariaSnapshot({ timeout: 2000 }).catch(String)}`);
    throw error;
  } finally {
    await context.close();
  }
}

/** Runs a journey in both languages at once, with the mouse and then with the keyboard alone. */
export function journey(name, run, timeout = 180_000) {
  describe(name, { concurrency: 2 }, () => {
    for (const language of ['nl', 'en']) {
      describe(language, { concurrency: 1 }, () => {
        for (const hand of ['mouse', 'keyboard']) {
          test(`${name} (${language}, ${hand})`, { timeout }, (it) => walk(name, language, hand, it, run));
        }
      });
    }
  });
}

/** Somebody else at work beside: a page of theirs (at the door, without a state), with their hand and words; what must not happen, does not there either. */
export async function beside({ url, state, language = 'nl' }, mouse, run) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, locale: language, reducedMotion: 'reduce' });
  const seen = await watch(context, url);
  const page = await context.newPage();
  try {
    await page.goto(url);
    if (state) await page.locator('nav').first().waitFor();
    const done = await run({ page, url, w: WORDS[language], hand: hands[mouse ? 'mouse' : 'keyboard'](page) });
    harmless(seen);
    return done;
  } catch (error) {
    await picture(page, `FAILED-beside.${language}.${mouse ? 'mouse' : 'keyboard'}`);
    throw error;
  } finally {
    await context.close();
  }
}

/** The lawyer who walks in the other language. */
export const colleague = (language) => {
  const other = language === 'nl' ? 'en' : 'nl';
  return { ...env.at[other], language: other };
};

/** Somebody new of this role comes in on a page: with the first password, and then the second step, set up there. */
export async function comesIn({ page, url, w, hand }, role, language) {
  const mark = randomUUID();
  const person = { name: `Nieuw ${mark.slice(0, 8)}`, email: `${mark}@kastanje-advocaten.example`, role, language };
  const added = await beside(env.administrator, true, (other) => api(other.page, '/people', { method: 'POST', body: JSON.stringify(person) }));
  await page.context().clearCookies();
  await page.goto(url);
  await hand.type(page.locator('input[name=email]'), person.email);
  await hand.type(page.locator('input[name=password]'), added.password);
  await page.keyboard.press('Enter');
  await hand.type(page.locator('input[name=code]'), totp(await page.locator('code').textContent()));
  await page.keyboard.press('Enter');
  await hand.press(page.getByRole('button', { name: w.codesSaved, exact: true }));
  await page.locator('nav').first().waitFor();
  return { ...person, id: added.id };
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
