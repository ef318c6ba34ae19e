/**
 * Journey 8: a template becomes an interview; a condition brings a text in; what is missing is
 * said and marked; the answers make a Word document, and a second version of it when they are whole.
 */
import { api, assert, findDossier, journey, until } from './lib.mjs';

const ANSWERS = {
  Werkzaamheden: 'het toetsen van de bouwtekeningen aan het bestek',
  Begindatum: '01-12-2026',
  Uurtarief: '150',
  'Hoogste aantal uren zonder nieuw akkoord': '40',
  'Maximum per gebeurtenis': '50000',
  'Verzekerd bedrag per aanspraak': '1000000',
  'Bevoegde rechtbank': 'Midden-Nederland',
};
const PERSON = 'Naam van die persoon';

/** The paragraphs of a version, each with its number. */
async function lines(page, made) {
  const { paragraphs } = await api(page, `/documents/${made.id}/word?version=${made.version}`);
  return paragraphs.map((one) => [one.label, one.runs.map((run) => run.text).join('')]);
}

journey('draft', async (at) => {
  const { page, w, url, hand, mouse, check } = at;
  const dossier = await findDossier(page);
  await page.goto(`${url}/dossiers/${dossier.id}/drafts`);
  await hand.press(page.getByRole('link', { name: w.newDraft }));
  await hand.type(page.getByRole('searchbox', { name: w.findTemplate }), 'overeenkomst van opdracht');
  await page.getByRole('heading', { name: 'Overeenkomst van opdracht', exact: true }).waitFor();
  await page.getByText('De ondergetekenden:').waitFor();
  await check('gallery');
  await hand.press(page.getByRole('button', { name: w.useTemplate }));
  const preview = page.getByRole('region', { name: w.preview });
  const box = (label) => page.getByRole('textbox', { name: label });
  await box('Werkzaamheden').waitFor();
  const id = page.url().split('/').at(-1);
  const now = () => api(page, `/drafts/${id}`);
  const facts = await api(page, `/dossiers/${dossier.id}`);
  await preview.getByText(facts.client).first().waitFor();
  await preview.getByText('[Werkzaamheden]').waitFor();
  await check('interview');

  // a condition brings a question and a text
  const group = page.getByRole('radiogroup', { name: 'Moet een bepaalde persoon de opdracht uitvoeren?' });
  if (mouse) await group.getByText(w.yes, { exact: true }).click();
  else {
    await hand.type(group.getByRole('radio', { name: w.no }), '');
    await page.keyboard.press('ArrowLeft');
  }
  await box(PERSON).waitFor();
  await preview.getByText(`[${PERSON}]`).first().waitFor();

  // what is no date is said at its place, and kept
  await hand.type(box('Begindatum'), '31-02-2026');
  await page.keyboard.press('Tab');
  await page.getByText(w.notADay).first().waitFor();
  await check('wrong date');
  for (const [label, text] of Object.entries(ANSWERS)) await hand.type(box(label), text);
  await page.keyboard.press('Tab');
  await until(async () => (await now()).missing.length === 1, 'one answer to be missing');
  await preview.getByText('het toetsen van de bouwtekeningen').first().waitFor();
  await check('one missing');

  await hand.press(page.getByRole('button', { name: w.makeDocument }));
  await page.getByRole('dialog').waitFor();
  await check('incomplete');
  await hand.press(page.getByRole('button', { name: w.makeAnyway }));
  const first = await until(async () => (await now()).document, 'the document');
  assert.equal(first.version_number, 1);
  assert.ok((await lines(page, first)).some(([, text]) => text.includes(`[${PERSON}]`)), 'the open place is marked');
  await page.getByRole('button', { name: w.makeAgain }).waitFor();
  await check('made');

  await hand.type(box(PERSON), 'ir. L. Prins');
  await page.getByText(w.answered).first().waitFor();
  await until(async () => (await now()).missing.length === 0, 'nothing to be missing');
  await hand.press(page.getByRole('button', { name: w.makeAgain }));
  const second = await until(async () => {
    const { document } = await now();
    return document.version_number === 2 && document;
  }, 'the second version');
  assert.equal(second.id, first.id, 'a version of the same document');
  const text = await lines(page, second);
  const articles = text.map(([label]) => label).filter((label) => label?.startsWith('Artikel'));
  assert.deepEqual(articles, articles.map((_, index) => `Artikel ${index + 1}`), 'numbered through, whatever is left out');
  const whole = text.map(([, line]) => line).join('\n');
  assert.ok(whole.includes('ir. L. Prins') && whole.includes('1 december 2026') && whole.includes('€\u00a0150,00'), whole);
  assert.ok(!/\{\{|\}\}|\[[A-Z]/.test(whole), 'no tag and no open place');

  await hand.press(page.getByRole('button', { name: w.approve, exact: true }));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await check('approving');
  await hand.press(dialog.getByRole('button', { name: w.approve, exact: true }));
  await page.getByText(w.approvedBy).first().waitFor();
  assert.equal((await now()).state, 'approved');
  await check('approved');
});
