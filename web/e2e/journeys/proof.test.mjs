/**
 * What the firm can show: a row of a register comes in by file, whoever wrote it cannot put it in force and
 * another person does; the standing of the firm; the report of a quarter that is over, read and then
 * acknowledged by management, with a receipt that has their name and the time; and an evidence pack that the program verifies without a
 * connection, and refuses once a byte of it is another.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, assert, beside, choose, colleague, comesIn, env, journey, openRow, tick, until } from './lib.mjs';

/** Both lawyers keep the registers. */
async function officers(at) {
  const mine = async ({ page }) => (await api(page, '/session')).user.id;
  const all = [await mine(at), await beside(colleague(at.language), at.mouse, mine)];
  await beside(env.administrator, at.mouse, async ({ page }) => {
    for (const id of all) assert.equal(await api(page, `/registers/officers/${id}`, { method: 'PUT' }), null);
  });
}

/** A file with a line that cannot be used, and then a good one; gives the title of the row that is there. */
async function cameIn(at, folder) {
  const { page, w, hand, check } = at;
  const title = `Proef ${at.language} ${at.mouse ? 1 : 2} ${Date.now()}`;
  const file = (name, kind) => {
    writeFileSync(join(folder, name), `naam;soort;datum;uitkomst\r\n${title};${kind};16-03-2026;ja\r\n`);
    return join(folder, name);
  };
  await hand.press(page.getByRole('link', { name: w.registers, exact: true }));
  await hand.press(page.getByRole('link', { name: w.backgroundChecks }));
  await hand.press(page.getByRole('button', { name: w.readFile, exact: true }));
  const sheet = page.getByRole('dialog');
  const read = async (path, words) => {
    await choose(page, hand, sheet.getByRole('button', { name: w.chooseFile }), [path]);
    await hand.press(sheet.getByRole('button', { name: w.read, exact: true }));
    await sheet.getByText(words).waitFor();
  };
  await read(file('fout.csv', 'walvis'), w.nothingAdded);
  await check('file refused');
  await read(file('goed.csv', 'referentie'), w.addedAsDraft);
  await hand.press(sheet.getByRole('button', { name: w.close, exact: true }));
  await sheet.waitFor({ state: 'detached' });
  return title;
}

async function byFourEyes(at, title) {
  const { page, w, hand, mouse, check, language } = at;
  await openRow(at, page.getByRole('row', { name: title }));
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await hand.press(page.getByRole('button', { name: w.putInForce, exact: true }));
  await page.getByText(w.fourEyes).waitFor();
  await check('four eyes');
  const id = page.url().split('/').at(-1);
  const state = async () => (await api(page, `/register-rows/${id}`)).state;
  assert.equal(await state(), 'concept', 'who wrote it does not put it in force');
  const where = page.url();
  await beside(colleague(language), mouse, async (other) => {
    await other.page.goto(where);
    await other.hand.press(other.page.getByRole('button', { name: other.w.putInForce, exact: true }));
    await other.page.getByText(other.w.inForce, { exact: true }).first().waitFor();
  });
  assert.equal(await state(), 'in_force');
}

/** The report of a quarter that is over, as whoever keeps the registers reads it. */
async function reads({ page, w, hand, check }) {
  await hand.press(page.getByRole('button', { name: w.openReport }));
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('heading', { name: w.reportFigures, exact: true }).waitFor();
  await sheet.getByText(/^[0-9a-f]{64}$/).waitFor();
  assert.equal(await sheet.getByRole('button', { name: w.acknowledge, exact: true }).count(), 0, 'who keeps the registers is not management');
  await check('report');
  await hand.press(sheet.getByRole('button', { name: w.close, exact: true }));
  await sheet.waitFor({ state: 'detached' });
}

/**
 * Somebody of management says in their own language that they have seen a report, and is told who has, and when:
 * in Dutch the one, in English the other, each by a person of their own, so that none waits for another.
 */
async function acknowledged({ mouse, language, url: door }) {
  await beside({ url: door, language }, mouse, async (other) => {
    const { page, url, w, hand } = other;
    const { name } = await comesIn(other, 'firm_administrator', language);
    const which = language === 'nl' ? 0 : 1;
    const report = async () => (await api(page, '/accountability/reports')).items[which];
    const before = await report();
    assert.ok(before?.acknowledges, 'the demonstration has two quarters that are over');
    await page.goto(`${url}/standing`);
    await hand.press(page.getByRole('button', { name: w.openReport }).nth(which));
    const sheet = page.getByRole('dialog');
    const press = sheet.getByRole('button', { name: w.acknowledge, exact: true });
    await press.waitFor();
    assert.equal(await sheet.getByText(w.notSeen).count(), before.seen.length ? 0 : 1);
    await hand.press(press);
    await sheet.getByText(w.seenBy(name)).waitFor();
    assert.equal(await press.count(), 0, 'once is enough');
    const seen = (await report()).seen.find((one) => one.by === name);
    assert.ok(Math.abs(Date.now() - new Date(seen.at)) < 86_400_000 && new Date(seen.at) <= Date.now(), `seen at ${seen.at}`);
  });
}

/** What the program says of a pack: its status. */
const verified = (file, fingerprint) => spawnSync(env.program, ['pack', 'verify', file, '--fingerprint', fingerprint, '--english'], { encoding: 'utf8' });

async function pack(at, folder) {
  const { page, w, hand, check } = at;
  const make = page.getByRole('button', { name: w.makePack, exact: true });
  await hand.press(make);
  await page.getByText(w.chooseChapter).waitFor();
  await check('no chapter');
  await tick(at, page.getByRole('checkbox').and(page.locator(':enabled')).first(), 'Space');
  // the reports in it are printed as they are packed
  const [coming] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), hand.press(make)]);
  const file = join(folder, 'pack.zip');
  await coming.saveAs(file);
  const fingerprint = await until(async () => (await api(page, '/accountability/pack')).key?.fingerprint, 'the key of the firm');
  await page.getByText(fingerprint).waitFor();
  const good = verified(file, fingerprint);
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /files hold, and so does the signature/);
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 3);
  bytes[middle] ^= 1;
  writeFileSync(file, bytes);
  assert.equal(verified(file, fingerprint).status, 3, 'a pack that was changed is told');
}

journey('proof', async (at) => {
  const { page, w, hand, check } = at;
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  await officers(at);
  await byFourEyes(at, await cameIn(at, folder));
  await hand.press(page.getByRole('link', { name: w.registers, exact: true }));
  await hand.press(page.getByRole('link', { name: w.standing, exact: true }));
  await page.getByRole('heading', { level: 1, name: w.standing }).waitFor();
  await page.getByRole('button', { name: w.openReport }).first().waitFor();
  await check('standing');
  await reads(at);
  await acknowledged(at);
  await pack(at, folder);
  rmSync(folder, { recursive: true });
}, 300_000);
