/**
 * Journey 7, the part of public law: a processtuk with two references that cannot be right is caught,
 * what is merely not in the library is not called false, each opens its place and its text; and a
 * question is answered from the law beside the dossier.
 */
import { api, assert, choose, journey, until } from './lib.mjs';

const WRIT = `DAGVAARDING

Gedaagde is in verzuim (art. 6:82 lid 1 BW) en moet de bedongen boete voldoen; matiging op grond van art. 6:94 lid 1 BW is niet aan de orde.

Zie ook art. 6:9876 BW en HR 29 januari 2016, ECLI:NL:RBHAA:2016:1234. Anders HR 15 oktober 2019, ECLI:NL:HR:2019:4321.
`;

journey('law', async ({ page, w, hand, mouse, url, check, language }) => {
  const mark = `${language}${mouse ? 'm' : 'k'}${Date.now() % 100_000}`;
  await page.goto(`${url}/dossiers`);
  await hand.press(page.getByRole('button', { name: w.newDossier }));
  await hand.type(page.getByRole('textbox', { name: w.name }), `Recht ${mark}`);
  await hand.submit(page.getByRole('button', { name: w.create }));
  await until(async () => /\/dossiers\/[^/?]+/.test(page.url()), 'the new dossier');
  const dossier = page.url().match(/\/dossiers\/([^/?]+)/)[1];
  await page.getByRole('heading', { level: 1, name: `Recht ${mark}` }).waitFor();
  const name = `dagvaarding-${mark}.txt`;
  await choose(page, hand, page.getByRole('button', { name: w.add }), [{ name, mimeType: 'text/plain', buffer: Buffer.from(WRIT) }]);
  const doc = await until(async () => (await api(page, `/dossiers/${dossier}/documents`)).items.find((one) => one.progress === 'searchable'), 'the writ to be read', 60_000);

  await page.goto(`${url}/dossiers/${dossier}?doc=${doc.id}`);
  await hand.press(page.getByRole('button', { name: w.moreWithDocument }));
  const item = page.getByRole('menuitem', { name: w.checkReferences });
  await item.waitFor();
  if (mouse) await item.click();
  else {
    for (let times = 0; times < 20 && !(await item.evaluate((node) => node === document.activeElement)); times++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await page.getByTestId('totals').waitFor();
  const list = page.getByRole('list', { name: w.references });
  const verdicts = await list.locator('> li').evaluateAll((rows) => rows.map((row) => row.dataset.verdict));
  assert.deepEqual(verdicts, ['impossible', 'impossible', 'not_in_library', 'exists', 'exists'], 'the worst first');
  const said = await list.locator('> li').evaluateAll((rows) => rows.map((row) => row.textContent));
  assert.ok(said[0].includes('6:9876') && said[1].includes('RBHAA'), `the two false references: ${said[0]} ${said[1]}`);
  assert.ok(said[2].includes(w.mostNotPublished), `what is not in the library may exist: ${said[2]}`);
  assert.ok(!/verzonnen|invented|fake/i.test(said.join(' ')), 'nothing is called invented');
  await check('report');

  // the text of one that exists, on the day
  await hand.press(list.getByRole('button', { name: /6:94/ }));
  const sheet = page.getByRole('dialog');
  await sheet.getByText('de bedongen boete matigen').first().waitFor();
  await sheet.getByText(w.textOn).first().waitFor();
  await check('provision');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  // its place in the document
  await hand.press(list.getByRole('link', { name: w.showInDocument }));
  await page.locator('[data-mark]').first().waitFor();
  assert.ok((await page.locator('[data-mark]').first().textContent()).includes('6:9876'), 'the words themselves are marked');

  // a question: the law beside the dossier, said to be the law
  await page.goto(`${url}/dossiers/${dossier}?answer=new`);
  await hand.type(page.getByRole('textbox', { name: w.question }), 'Kan de rechter de bedongen boete matigen?');
  await hand.submit(page.getByRole('button', { name: w.ask, exact: true }));
  const id = await until(() => new URL(page.url()).searchParams.get('answer')?.replace('new', ''), 'the answer’s address');
  const done = await until(async () => {
    const now = await api(page, `/answers/${id}`);
    return now.state === 'running' ? null : now;
  }, 'the end of the answer', 60_000);
  const cited = done.laws.find((one) => one.reference === 'art. 6:94 BW');
  assert.ok(cited?.state.startsWith('verified'), `the law is cited, and compared: ${JSON.stringify(done.laws)}`);
  await page.getByRole('heading', { name: 'Uit de wet' }).waitFor();
  await check('answer');
  await hand.press(page.getByTestId('answer').getByRole('button', { name: /6:94/ }));
  await page.getByRole('dialog').getByText(w.textOn).first().waitFor();
  await page.keyboard.press('Escape');
});
