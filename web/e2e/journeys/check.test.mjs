/**
 * Journey 7: an agreement that lacks what the law asks comes in and is held against a playbook; a finding
 * opens at its words, one is decided with its reason, the proposal of another is accepted in a review;
 * checked again, it says what changed; and the report is the data that its hash says it is.
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { api, assert, choose, findDossier, journey, pick, tick, until } from './lib.mjs';
import { share, underMarks } from './marks.mjs';

const AGREEMENT = fileURLToPath(new URL('../../../demo/documents/verwerkersovereenkomst-bouwportaal-2025-12-02.docx', import.meta.url));

/** An agreement of this run's own in the dossier. */
async function comesIn({ page, hand, w, url }, dossier) {
  const name = `verwerking-${randomUUID().slice(0, 8)}.docx`;
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  copyFileSync(AGREEMENT, join(folder, name));
  await page.goto(`${url}/dossiers/${dossier.id}`);
  await choose(page, hand, page.getByRole('button', { name: w.add }), [join(folder, name)]);
  const document = await read(page, dossier, (one) => one.name === name);
  rmSync(folder, { recursive: true });
  return document;
}

const read = (page, dossier, is) => until(async () => {
  const { items } = await api(page, `/dossiers/${dossier.id}/documents?limit=200`);
  return items.find((one) => is(one) && one.progress === 'searchable');
}, 'the agreement to be read', 60_000);

/** Opens the finding of a rule: with a click, or by walking there, step by step. */
async function openFinding({ page, mouse, language }, { findings }, rule) {
  const title = findings.find((one) => one.rule === rule).title[language];
  if (mouse) await page.getByRole('option', { name: title }).first().click();
  else {
    await page.evaluate(() => document.activeElement?.blur());
    const to = findings.findIndex((one) => one.rule === rule);
    for (let now = Math.max(0, findings.findIndex((one) => one.rule === new URL(page.url()).searchParams.get('rule'))); now !== to;) {
      await page.keyboard.press(now < to ? 'j' : 'k');
      now += Math.sign(to - now);
      await page.waitForURL((url) => url.searchParams.get('rule') === findings[now].rule);
    }
  }
  await page.getByTestId('finding').getByRole('heading', { name: title }).waitFor();
}

const found = (check, rule) => check.findings.find((one) => one.rule === rule);

/** The report as data, taken with the hand, is what the hash on the page says. */
async function report(at, check) {
  const { page, w } = at;
  const coming = page.waitForEvent('download');
  await pick(at, page.getByRole('button', { name: w.checkReport, exact: true }), page.getByRole('menuitem', { name: 'JSON' }));
  const bytes = readFileSync(await (await coming).path());
  const hash = createHash('sha256').update(bytes).digest('hex');
  assert.equal(hash, check.report_sha256, 'the hash is that of the data');
  assert.equal(JSON.parse(bytes).findings.length, check.findings.length);
  await at.hand.press(page.locator('summary', { hasText: w.assumed }));
  assert.equal(await page.getByTestId('hash').textContent(), hash, 'and stands on the page');
}

journey('check', async (at) => {
  const { page, w, url, hand, check } = at;
  const dossier = await findDossier(page);
  const document = await comesIn(at, dossier);
  const mine = async () => (await api(page, `/dossiers/${dossier.id}/checks`)).items.filter((one) => one.document === document.id);
  await page.goto(`${url}/dossiers/${dossier.id}/checks`);
  await hand.press(page.getByRole('button', { name: w.newCheck }));
  const dialog = page.getByRole('dialog');
  await hand.press(dialog.getByRole('button', { name: w.runCheck, exact: true }));
  await dialog.getByRole('alert').first().waitFor();
  await check('lacking');
  await pick(at, dialog.getByRole('button', { name: w.checkDocument }), page.getByRole('option', { name: document.name }));
  await pick(at, dialog.getByRole('button', { name: 'Playbook' }), page.getByRole('option', { name: w.agreementPlaybook }));
  await hand.press(dialog.getByRole('button', { name: w.runCheck, exact: true }));
  await page.getByTestId('finding').waitFor();
  await check('found');
  const [head] = await until(async () => ((await mine()).length === 1 ? mine() : null), 'the check');
  const first = await api(page, `/checks/${head.id}`);
  assert.equal(first.findings[0].verdict, 'unacceptable', 'worst first');
  const breach = found(first, 'datalek');
  assert.equal(breach.verdict, 'unacceptable');

  // the words open in the document, marked
  await openFinding(at, first, 'datalek');
  await hand.press(page.getByTestId('finding').getByRole('link', { name: w.showInDocument }));
  const quote = breach.passages[0].quote;
  await until(async () => {
    const marked = await underMarks(page).catch(() => null);
    return marked?.kind === 'text' && share(quote, marked.text) === 1;
  }, 'the words marked on the paper');
  await check('marked');
  await page.goBack();
  await page.getByTestId('finding').waitFor();

  // a decision needs its reason
  await openFinding(at, first, 'audit');
  const decision = page.getByRole('region', { name: w.decision });
  const record = decision.getByRole('button', { name: w.recordDecision });
  await hand.press(record);
  await decision.getByRole('alert').first().waitFor();
  await tick(at, decision.getByRole('radio', { name: at.mouse ? w.riskAccepted : w.toRepair }), 'ArrowDown');
  await hand.type(decision.getByRole('textbox'), 'Cliënt heeft een certificaat gezien.');
  await hand.press(record);
  await page.getByTestId('decision').waitFor();
  await check('decided');
  const decided = found(await api(page, `/checks/${head.id}`), 'audit').decision;
  assert.deepEqual([decided.decision, decided.reason], ['accepted_risk', 'Cliënt heeft een certificaat gezien.']);

  // the proposal of another goes into the document, when a person accepts it
  await openFinding(at, first, 'datalek');
  await tick(at, page.getByRole('checkbox'), 'Space');
  await hand.press(page.getByRole('button', { name: w.toDocument }));
  await page.locator('[data-testid=step]').waitFor();
  await check('review');
  await (at.mouse ? page.getByRole('button', { name: w.acceptNext }).click() : page.keyboard.press('Alt+Enter'));
  await until(async () => {
    const { items } = await api(page, `/documents/${document.id}/redlines`);
    return (await api(page, `/redlines/${items[0].id}`)).proposals.every((one) => one.decision === 'accepted');
  }, 'the proposal to be accepted');
  await hand.press(page.getByRole('button', { name: w.finishReview, exact: true }));
  await hand.press(page.getByRole('button', { name: w.makeVersion }));
  await page.getByText(w.versionMade).first().waitFor();
  await read(page, dossier, (one) => one.id === document.id && one.version_number === 2);

  // checked again: what changed, and what was decided goes with it
  await page.goto(`${url}/dossiers/${dossier.id}/checks/${head.id}`);
  await page.getByText(w.otherVersion).first().waitFor();
  await check('outdated');
  await hand.press(page.getByRole('button', { name: w.checkAgain }));
  await page.getByTestId('difference').filter({ hasText: w.oneBetter }).waitFor();
  await check('again');
  const [newest, older] = await mine();
  assert.equal(older.id, head.id);
  const second = await api(page, `/checks/${newest.id}`);
  assert.deepEqual([found(second, 'datalek').verdict, found(second, 'datalek').change.kind], ['acceptable', 'better']);
  assert.equal(found(second, 'audit').decision.carried, true, 'the decision is taken over');
  await report(at, second);
});
