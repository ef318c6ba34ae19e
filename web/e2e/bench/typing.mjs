/**
 * How long the browser is busy with each key that is typed in a draft of 200 pages: everything on its
 * main thread from one key to the next, so script, style, layout and paint together. A frame lasts 16
 * milliseconds. Types in the middle and at the end, over the built application and the imitation of
 * the API, and prints JSON: `{"pages", "words", "places": {"middle": {"median", "p95", "max"}, …}}`.
 *
 * KEYS  how many keys at each place (200)
 */
import { Worker } from 'node:worker_threads';
import { launch, until } from '../lib/browser.mjs';
import { big } from './document.mjs';

const KEYS = Number(process.env.KEYS ?? 200);
/** As fast as a quick typist. */
const PAUSE_MS = 60;
const LETTERS = 'de aannemer levert het werk op binnen de termijn die partijen zijn overeengekomen ';
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

/** The imitation of the API in a thread of its own, so that it takes nothing of what is measured. */
function mock() {
  const worker = new Worker(new URL('./server.mjs', import.meta.url));
  worker.unref();
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Puts the caret at the end of the line that holds these words, and types there under a trace. */
async function typeAt(browser, page, words) {
  const line = page.locator('.ProseMirror').getByText(words, { exact: true });
  await line.scrollIntoViewIfNeeded();
  await line.click();
  await page.keyboard.press('End');
  await wait(1_500);
  await browser.startTracing(page, { categories: CATEGORIES });
  for (let n = 0; n < KEYS; n++) {
    await page.keyboard.press(LETTERS[n % LETTERS.length]);
    await wait(PAUSE_MS);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')).traceEvents;
  await until(() => line.count().then((many) => many === 0), 'what was typed to stand there');
  return perKey(trace);
}

/** How long the thread of the page was busy from each key to the next, in milliseconds. */
function perKey(trace) {
  const keys = trace.filter((one) => one.name === 'EventDispatch' && one.args?.data?.type === 'keydown').sort((a, b) => a.ts - b.ts);
  if (keys.length === 0) throw new Error('the trace holds no keys');
  const { tid, pid } = keys[0];
  const tasks = trace.filter((one) => one.name === 'RunTask' && one.tid === tid && one.pid === pid && one.ph === 'X').sort((a, b) => a.ts - b.ts);
  if (tasks.length === 0) throw new Error('the trace holds no tasks');
  const begins = keys.map((key) => tasks.find((task) => task.ts <= key.ts && key.ts <= task.ts + task.dur)?.ts ?? key.ts);
  return begins.map((from, index) => {
    const to = begins[index + 1] ?? from + PAUSE_MS * 1_000;
    const during = tasks.filter((task) => task.ts >= from && task.ts < to);
    const longest = Math.max(0, ...during.map((task) => task.dur));
    return { busy: during.reduce((sum, task) => sum + task.dur, 0) / 1_000, longest: longest / 1_000 };
  });
}

function sheet(list) {
  const sorted = list.map((one) => one.busy).sort((a, b) => a - b);
  const at = (share) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 100) / 100;
  return { keys: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
}

const { document, words, pages, middle, last } = big();
const url = await mock();
const browser = await launch();
try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'nl-NL' })).newPage();
  await page.goto(`${url}/dossiers/d1/drafts/dr1/text`);
  await page.locator('.ProseMirror').getByText(last, { exact: true }).waitFor({ state: 'attached', timeout: 60_000 });
  await wait(2_000);
  const places = { middle: sheet(await typeAt(browser, page, middle)), end: sheet(await typeAt(browser, page, last)) };
  process.stdout.write(`${JSON.stringify({ pages, words, blocks: document.content.length, places })}\n`);
} finally {
  await browser.close();
}
