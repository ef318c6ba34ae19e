/**
 * Journey 2: a dossier is filled with 120 mixed files; the page is reloaded half-way, the network
 * goes and comes back; in the end everything is there and only the failures are named, with why.
 * With the keyboard it is 30 files: after the chooser the way is the same.
 */
import { readFileSync } from 'node:fs';
import { api, assert, choose, journey, until } from './lib.mjs';

const pdf = readFileSync(new URL('../mock/files/contract.pdf', import.meta.url));
const filler = 'De aannemer levert het werk op uiterlijk op 1 juli 2026. '.repeat(60);

const LARGE = 10_000_000;

const EML = ['From: p@vanloon.example', 'To: j@devries.example', 'Subject: Oplevering', 'Date: Wed, 2 Sep 2026 09:00:00 +0200', 'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Zie de bijlage.', '--b',
  'Content-Type: text/plain; name="planning.txt"', 'Content-Disposition: attachment; filename="planning.txt"', '', 'Week 34: oplevering.', '--b--', ''].join('\r\n');

/** So many files; those under `bad` cannot be read. */
function bundle(mark, many) {
  const file = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) });
  const good = [
    file(`overeenkomst-${mark}.pdf`, pdf), file(`bericht-${mark}.eml`, EML), file(`bladzijde-${mark}.html`, `<h1>Oplevering</h1><p>Week 34 ${mark}</p>`),
    file(`notitie-${mark}.md`, `# Gesprek ${mark}\n\nDe opdrachtgever belde.`),
    ...Array.from({ length: many - 8 }, (_, n) => file(`stuk-${String(n + 1).padStart(3, '0')}-${mark}.txt`, `Stuk ${n + 1} ${mark}\n\n${filler}`)),
  ];
  const bad = [
    file(`leeg-${mark}.txt`, ''), file(`afgebroken-${mark}.pdf`, pdf.subarray(0, 2_000)),
    file(`vermomd-${mark}.pdf`, `Dit is geen pdf maar tekst. ${mark}`),
  ];
  // no kind that is read; large, so that a reload finds it half-way
  const large = file(`foto-${mark}.xyz`, Buffer.alloc(LARGE, Buffer.from([1, 2, 3, 250, 251, 252])));
  return { good, bad: [...bad, large], large, all: [large, ...good, ...bad] };
}

const ENDED = new Set(['searchable', 'failed']);

async function listAll(page, dossier) {
  const items = [];
  for (let cursor = ''; cursor !== null;) {
    const piece = await api(page, `/dossiers/${dossier}/documents?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    items.push(...piece.items);
    cursor = piece.next;
  }
  return items;
}

/** Gives how to make sending slow, in bytes a second: one session, for the slowest of several would hold. */
async function throttled(context, page) {
  const session = await context.newCDPSession(page);
  return (uploadThroughput) => session.send('Network.emulateNetworkConditions', { offline: false, latency: 5, downloadThroughput: -1, uploadThroughput });
}

journey('upload', async ({ page, context, w, hand, check, language, mouse }) => {
  const mark = `${language}${mouse ? 'm' : 'k'}${Date.now() % 100_000}`;
  const many = mouse ? 120 : 30;
  const files = bundle(mark, many);
  await page.goto(`${new URL(page.url()).origin}/dossiers`);
  await hand.press(page.getByRole('button', { name: w.newDossier }));
  await hand.type(page.getByRole('textbox', { name: w.name }), `Proef ${mark}`);
  await check('new dossier');
  await hand.submit(page.getByRole('button', { name: w.create }));
  await until(async () => /\/dossiers\/[^/?]+/.test(page.url()), 'the new dossier');
  const dossier = page.url().match(/\/dossiers\/([^/?]+)/)[1];
  await page.getByRole('heading', { level: 1, name: `Proef ${mark}` }).waitFor();
  await check('empty dossier');

  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  const throttle = await throttled(context, page);
  await throttle(200_000);
  await choose(page, hand, page.getByRole('button', { name: w.add }), files.all);
  await until(async () => (await listAll(page, dossier)).filter((one) => !one.parent).length >= many * 0.4, 'forty per cent', 120_000, 300);
  await check('adding');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();

  const here = new Set((await listAll(page, dossier)).map((one) => one.name));
  assert.ok(here.size >= many * 0.4, 'a reload loses nothing that was added');
  await throttle(4_000_000);
  const resume = page.getByRole('button', { name: w.resume });
  const half = (await api(page, `/dossiers/${dossier}/uploads`)).items;
  assert.ok(half.some((one) => one.name === files.large.name), 'the server keeps the half of a large file');
  await choose(page, hand, resume, files.all);
  await page.getByText(w.adding).first().waitFor();
  await context.setOffline(true);
  await page.getByRole('alert').first().waitFor();
  await context.setOffline(false);

  const documents = await until(async () => {
    const list = await listAll(page, dossier).catch(() => []);
    return list.filter((one) => !one.parent).length >= many && list.every((one) => ENDED.has(one.progress)) ? list : null;
  }, 'all documents at their end', 240_000, 500);
  const top = documents.filter((one) => !one.parent);
  assert.equal(top.length, many, 'each file once');
  assert.deepEqual(new Set(top.map((one) => one.name)), new Set(files.all.map((one) => one.name)));
  const wrong = top.filter((one) => one.progress === 'failed').map((one) => one.name).sort();
  assert.deepEqual(wrong.filter((name) => files.good.some((one) => one.name === name)), [], 'no good file fails');
  for (const one of top.filter((doc) => doc.progress === 'failed')) assert.ok(one.reason, `a reason at ${one.name}`);

  await page.reload();
  for (const doc of top.filter((one) => one.progress === 'failed')) {
    const find = page.locator('input[type=search]').first();
    await page.keyboard.press('Escape');
    await find.fill(doc.name);
    const row = page.getByRole('row', { name: doc.name }).first();
    await row.waitFor();
    const text = await row.textContent();
    assert.ok(text.includes(w.failed), `${doc.name} is said not to be read: ${text}`);
    if (w.reasons[doc.reason]) assert.ok(text.includes(w.reasons[doc.reason]), `${doc.name}: ${doc.reason} in words: ${text}`);
  }
  await check('all added');
}, 480_000);
