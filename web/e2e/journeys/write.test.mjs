/**
 * Journey 8, from where the interview ends: a draft goes on as a text; a clause of the library, a
 * reference and a provision come in behind a slash; a version is named and compared with what was
 * written after it; the text becomes a Word document and a PDF, and is approved.
 */
import { api, assert, findDossier, journey, until } from './lib.mjs';

const NAME = 'Aan de wederpartij gestuurd';

/** All nodes of a document of a kind. */
const all = (node, type) => (node.content ?? []).flatMap((one) => [...(one.type === type ? [one] : []), ...all(one, type)]);
const words = (node) => (node.text ?? '') + (node.content ?? []).map(words).join('');

/** Opens a tab of the panel: with the mouse, or by walking the tabs with the arrows. */
async function openTab({ page, mouse, hand }, name) {
  const tab = page.getByRole('tab', { name });
  if (mouse) return tab.click();
  // in the text Tab is a level down; Escape leads out of it
  await page.keyboard.press('Escape');
  await hand.type(page.getByRole('tablist').getByRole('tab', { selected: true }), '');
  for (let times = 0; times < 4 && (await tab.getAttribute('aria-selected')) !== 'true'; times++) await page.keyboard.press('ArrowRight');
  return tab.waitFor();
}

const caretIn = (editor) => until(() => editor.evaluate((node) => node === document.activeElement), 'the caret in the text');

/** After a choice one goes on typing, once the caret is back. */
async function typeOn(editor, dialog) {
  await dialog.waitFor({ state: 'detached' });
  await caretIn(editor);
}

/** Goes to an article by the outline, and to the end of its title. */
async function jump(at, editor, title) {
  await openTab(at, at.w.outline);
  await at.hand.press(at.page.getByRole('tabpanel').getByRole('button', { name: title }).first());
  await caretIn(editor);
  await at.page.keyboard.press('End');
}

/** Chooses what a slash offers under these letters. */
async function slash({ page }, letters) {
  await page.keyboard.type(`/${letters}`);
  await page.getByRole('listbox').getByRole('option', { selected: true }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

journey('write', async (at) => {
  const { page, w, url, hand, check } = at;
  const dossier = await findDossier(page);
  await page.goto(`${url}/dossiers/${dossier.id}/drafts/new`);
  await hand.type(page.getByRole('searchbox', { name: w.findTemplate }), 'overeenkomst van opdracht');
  await page.getByRole('heading', { name: 'Overeenkomst van opdracht', exact: true }).waitFor();
  await hand.press(page.getByRole('button', { name: w.useTemplate }));
  await hand.press(page.getByRole('button', { name: w.writeOn, exact: true }));
  const editor = page.getByRole('textbox', { name: w.text, exact: true });
  await editor.waitFor();
  const id = page.url().split('/').at(-2);
  const now = () => api(page, `/drafts/${id}`);
  const text = () => api(page, `/drafts/${id}/text`);
  const saved = () => page.locator('[data-testid=saving][data-state=saved]').waitFor();
  assert.equal((await now()).state, 'writing');
  const begun = await text();
  const articles = all(begun.document, 'article');
  assert.ok(articles.length > 2 && begun.checks.some((one) => one.code === 'variable_open'), 'articles, and open places that are told');
  // the mouse rests on the paper, not on a button that tells its name, and that name has gone
  await page.mouse.move(640, 560);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await check('begun');

  // to an article by the outline, and on from its title
  const [, second] = articles;
  await jump(at, editor, words(second.content[0]));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Dit lid is erbij geschreven, ');
  await page.keyboard.type('zie ');
  const references = await slash(at, w.slashReference);
  await references.getByRole('option').first().waitFor();
  await page.keyboard.type('artikel 1');
  // the first that fits is meant already
  await references.getByRole('option', { name: /^artikel 1 / }).waitFor();
  await check('reference');
  await page.keyboard.press('Enter');
  await typeOn(editor, references);
  await page.keyboard.type(' en ');
  const citations = await slash(at, w.slashSource);
  await hand.type(citations.getByRole('textbox'), 'geen vindplaats');
  await page.keyboard.press('Enter');
  await citations.getByText(w.notAReference).waitFor();
  await check('not a reference');
  await hand.type(citations.getByRole('textbox'), 'art. 6:162 lid 1 BW');
  await page.keyboard.press('Enter');
  await typeOn(editor, citations);
  await page.keyboard.type('.');
  await saved();
  const written = await until(async () => {
    const { document } = await text();
    return all(document, 'citation').length > all(begun.document, 'citation').length && document;
  }, 'the provision to be kept');
  const line = all(all(written, 'article')[1], 'paragraph').find((one) => words(one).startsWith('Dit lid is erbij geschreven'));
  assert.ok(line, 'a member under the title');
  assert.equal(all(line, 'reference')[0].attrs.target, articles[0].attrs.id, 'to the first article');
  assert.equal(all(line, 'citation')[0].attrs.text, 'art. 6:162 lid 1 BW');
  await editor.getByText('artikel 1', { exact: true }).first().waitFor();

  // a clause comes in behind the article, and every number and reference follows
  await page.keyboard.press('Enter');
  const clauses = await slash(at, w.slashClause);
  await hand.type(clauses.getByRole('searchbox'), 'geheimhouding');
  await clauses.getByRole('region', { name: /eheimhouding/ }).waitFor();
  await check('clause');
  const before = all((await text()).document, 'article').length;
  await hand.press(clauses.getByRole('button', { name: w.insert, exact: true }));
  await typeOn(editor, clauses);
  await saved();
  const clause = await until(async () => all((await text()).document, 'article').find((one, index) => one.attrs.clause && index === 2), 'the clause behind the second article');
  assert.equal(all((await text()).document, 'article').length, before + 1);
  await until(async () => (await editor.locator('h3[data-type=articleTitle]').evaluateAll((titles) => titles.map((one) => Number(one.dataset.number)))).every((number, index) => number === index + 1), 'articles numbered through');

  // a version, and what was written after it
  await openTab(at, w.versions);
  await hand.type(page.getByRole('textbox', { name: w.versionName }), NAME);
  await hand.press(page.getByRole('button', { name: w.keepVersion, exact: true }));
  await page.getByRole('button', { name: NAME }).first().waitFor();
  await jump(at, editor, words(articles[0].content[0]));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Na de versie kwam dit erbij.');
  await saved();
  await openTab(at, w.versions);
  await hand.press(page.getByRole('button', { name: `${w.versionActions} ${NAME}` }));
  await chosen(page, page.getByRole('menuitem', { name: w.compareWithNow }));
  await page.locator('ins', { hasText: 'Na de versie kwam dit erbij.' }).waitFor();
  await check('compared');
  await hand.press(page.getByRole('link', { name: w.toText }));
  await editor.waitFor();

  // to Word, with the places that are open; to PDF; and approved
  await hand.press(page.getByRole('button', { name: w.makeWord }));
  await page.getByRole('dialog').waitFor();
  await check('incomplete');
  await hand.press(page.getByRole('button', { name: w.makeAnyway }));
  const made = await until(async () => (await now()).document, 'the document');
  await pdf(at, id);
  const { paragraphs } = await api(page, `/documents/${made.id}/word?version=${made.version}`);
  const printed = paragraphs.map((one) => [one.label, one.runs.map((run) => run.text).join('')]);
  // the imitation of the API makes no Word file of a text
  if (process.env.LEGALMIND_URL) inWord(printed, clause);
  await hand.press(page.getByRole('button', { name: w.approve, exact: true }));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await hand.press(dialog.getByRole('button', { name: w.approve, exact: true }));
  await page.getByText(w.approvedBy).first().waitFor();
  assert.equal((await now()).state, 'approved');
  await check('approved');
});

/** What stands in the Word file: numbers in order, the clause, the reference and the provision in their words. */
function inWord(printed, clause) {
  const numbers = printed.map(([label]) => label).filter((label) => /^Artikel \d+/.test(label ?? '')).map((label) => Number(label.match(/\d+/)[0]));
  assert.deepEqual(numbers, numbers.map((_, index) => index + 1), 'numbered through');
  assert.ok(printed.some(([, line]) => line.includes(words(clause.content[0]))), 'the clause');
  assert.ok(printed.some(([, line]) => /Dit lid is erbij geschreven, zie artikel 1 en art\. 6:162 lid 1 BW\./.test(line)), 'the reference and the provision');
  assert.ok(printed.some(([, line]) => line.includes('Na de versie kwam dit erbij.')), 'what was written last');
}

/** A PDF where the server can make one; else words that say what is missing. */
async function pdf({ page, w, hand }, id) {
  const status = await page.evaluate(async (draft) => (await fetch(`/api/v1/drafts/${draft}/pdf`)).status, id);
  await hand.press(page.getByRole('button', { name: w.more, exact: true }));
  const item = page.getByRole('menuitem', { name: w.downloadPdf });
  const [download] = await Promise.all([status === 200 ? page.waitForEvent('download') : null, chosen(page, item)]);
  if (!download) return page.getByText(w.noPdf).first().waitFor();
  assert.match(download.suggestedFilename(), /\.pdf$/);
  return undefined;
}

/** Walks an open menu to an item, and chooses it. */
async function chosen(page, item) {
  await item.waitFor();
  for (let times = 0; times < 8 && !(await item.evaluate((node) => node === document.activeElement)); times++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
