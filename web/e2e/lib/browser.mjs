/** Chromium for the tests: no network of its own, everything counted that should not happen. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const WHOLE = '/usr/bin/chromium';
/** Chromium's engine without the windows around it, which pages do not need to be looked at. */
const LEAN = '/usr/bin/chromium-headless-shell';

export function launch({ lean = false } = {}) {
  const executablePath = process.env.CHROMIUM ?? (lean && existsSync(LEAN) ? LEAN : WHOLE);
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** Watches a context: policy violations, requests to other hosts, errors of pages. */
export async function watch(context, base) {
  const seen = { violations: [], foreign: [], errors: [] };
  const host = new URL(base).host;
  await context.exposeBinding('__violation', (_, text) => seen.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.__violation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.host !== host) seen.foreign.push(request.url());
  });
  context.on('weberror', (error) => seen.errors.push(String(error.error())));
  return seen;
}

/** Waits until the server owes at most so many answers (a stream apart) and a few frames have passed. */
export async function settled(page, owed = 0) {
  const open = asked.get(page) ?? follow(page);
  let quiet = 0;
  await until(async () => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    quiet = open.size <= owed ? quiet + 1 : 0;
    return quiet > 2;
  }, 'a page at rest', 15_000, 20);
}

const asked = new WeakMap();

/** Keeps what a page has asked and not got; to be called before it goes anywhere. */
export function follow(page) {
  const open = new Set();
  asked.set(page, open);
  page.on('request', (request) => request.resourceType() !== 'eventsource' && open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
  return open;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, one line each; by these rules only, or by all but these. */
export async function axe(page, { only = null, but = [] } = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async ([runOnly, rules]) => {
    const result = await window.axe.run(document, { runOnly, rules, resultTypes: ['violations'], preload: false, iframes: false });
    // The rule on landmarks does not know the hidden buttons with which a screen reader leaves a layer.
    const leaves = (one, node) => one.id === 'region' && document.querySelector('[role=dialog]') && !document.querySelector('main')?.contains(document.querySelector(node.target[0]));
    return result.violations.flatMap((one) => one.nodes.filter((node) => !leaves(one, node)).map((node) => `${one.id}: ${node.target.join(' ')} — ${node.failureSummary?.split('\n').slice(1, 2).join(' ').trim()}`));
  }, [only ? { type: 'rule', values: only } : { type: 'tag', values: TAGS }, Object.fromEntries(but.map((rule) => [rule, { enabled: false }]))]);
}

/** Waits until `look` gives something true, without asking the page to compile a string. */
export async function until(look, what, ms = 15_000, every = 60) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
