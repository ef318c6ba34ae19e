/**
 * Journey 9: a contract on which two others worked comes in; an instruction gives five proposals, of
 * which three are accepted and two rejected; the new version keeps the changes of the others, and
 * the version that came in stays as it came.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleted, inserted, run, word } from '../lib/word.mjs';
import { api, assert, choose, findDossier, journey, until } from './lib.mjs';

const bold = (text) => run(text, '<w:b/>');

const CONTRACT = [
  bold('Overeenkomst van opdracht'),
  run('Bakker Advies B.V., hierna te noemen: “Opdrachtnemer”, en'),
  run('De Vries, hierna te noemen: “Opdrachtgever”.'),
  bold('Artikel 1 Betaling'),
  run('Opdrachtgever betaalt binnen ') + deleted(11, 'Mr. Anders', '30') + inserted(12, 'Mr. Anders', '60') + run(' dagen na de factuurdatum.'),
  bold('Artikel 2 Aansprakelijkheid'),
  run('Opdrachtnemer is niet aansprakelijk voor schade van Opdrachtgever.'),
  run('Opdrachtgever vrijwaart Opdrachtnemer voor aanspraken van derden.') + inserted(13, 'P. Derde', ' Dit geldt onbeperkt.'),
  bold('Artikel 3 Geheimhouding'),
  run('Partijen houden geheim wat zij vernemen. Opdrachtgever mag schade verhalen.'),
];

/** A contract of this run's own in the dossier; its id. */
async function comesIn({ page, hand, w }, dossier, url) {
  const name = `opdracht-${randomUUID().slice(0, 8)}.docx`;
  const folder = mkdtempSync(join(tmpdir(), 'redline-'));
  writeFileSync(join(folder, name), word(CONTRACT));
  await page.goto(`${url}/dossiers/${dossier.id}`);
  await choose(page, hand, page.getByRole('button', { name: w.add }), [join(folder, name)]);
  const document = await until(async () => {
    const { items } = await api(page, `/dossiers/${dossier.id}/documents?limit=200`);
    return items.find((one) => one.name === name && one.progress === 'searchable');
  }, 'the contract to be read', 60_000);
  rmSync(folder, { recursive: true });
  return document;
}

journey('redline', async (at) => {
  const { page, w, url, hand, mouse, check } = at;
  const dossier = await findDossier(page);
  const document = await comesIn(at, dossier, url);
  await page.goto(`${url}/dossiers/${dossier.id}?doc=${document.id}`);
  await hand.press(page.getByRole('link', { name: w.review }));
  await page.getByText('hierna te noemen: “Opdrachtnemer”').waitFor();
  await check('beginning');

  // what is not understood is said, and nothing changes
  await hand.type(page.getByRole('textbox', { name: w.instruction }), 'zing een lied');
  await hand.press(page.getByRole('button', { name: w.propose }));
  await page.getByText(w.notUnderstood).first().waitFor();
  await check('not understood');
  await hand.press(page.getByRole('button', { name: w.reviewAgain }));

  await hand.type(page.getByRole('textbox', { name: w.instruction }), 'vervang "Opdrachtgever" door "Cliënt"');
  await hand.press(page.getByRole('button', { name: w.propose }));
  await page.locator('[data-testid=step]').waitFor();
  assert.equal(await page.locator('ins', { hasText: '60' }).count(), 1, 'the change of another stands on the paper');
  const place = page.locator('[data-testid=place]');
  await until(async () => (await place.textContent()).match(/^1 \D+ 5$/), 'the first of five');
  await check('first proposal');
  for (const [index, decision] of ['accept', 'reject', 'accept', 'reject', 'accept'].entries()) {
    if (mouse) await page.getByRole('button', { name: decision === 'accept' ? w.acceptNext : w.rejectNext }).click();
    else await page.keyboard.press(decision === 'accept' ? 'Alt+Enter' : 'Alt+Shift+Enter');
    await until(async () => {
      const { items } = await api(page, `/documents/${document.id}/redlines`);
      const found = await api(page, `/redlines/${items[0].id}`);
      return found.proposals.filter((one) => one.decision).length === index + 1;
    }, `decision ${index + 1}`);
  }
  await check('decided');
  await hand.press(page.getByRole('button', { name: w.finishReview, exact: true }));
  await page.getByRole('dialog').waitFor();
  await check('finishing');
  await hand.press(page.getByRole('button', { name: w.makeVersion }));
  await page.getByText(w.versionMade).first().waitFor();
  await check('finished');

  const { items: versions } = await api(page, `/documents/${document.id}/versions`);
  assert.deepEqual(versions.map((one) => one.number), [2, 1]);
  const made = await api(page, `/documents/${document.id}/word?version=${versions[0].id}`);
  const by = (author) => made.revisions.filter((one) => one.author === author).length;
  assert.deepEqual([by('Mr. Anders'), by('P. Derde')], [2, 1], 'the changes of the others are kept');
  assert.equal(made.revisions.length, 9, 'three of ours, each a deletion and an insertion');
  const before = await api(page, `/documents/${document.id}/word?version=${versions[1].id}`);
  assert.equal(before.revisions.length, 3, 'the version that came in stays as it came');
});
