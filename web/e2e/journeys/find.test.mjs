/**
 * A hit over all dossiers opens its page with the place marked; in the
 * document the same words are found again, one after another, and the headings lead to their page.
 */
import { api, assert, env, findDossier, journey, until } from './lib.mjs';
import { share, underMarks } from './marks.mjs';

const WORD = 'boete';

/** The words under the marks hold `words`. */
const marked = (page, words) => until(async () => {
  const found = await underMarks(page).catch(() => null);
  return found?.text && share(words, found.text) === 1 ? found : null;
}, `the place of “${words}” marked`);

journey('find', async ({ page, w, hand, url, check }) => {
  const dossier = await findDossier(page);
  await page.goto(`${url}/search`);
  await hand.type(page.getByRole('searchbox'), WORD);
  await hand.submit(page.getByRole('button', { name: w.search, exact: true }));
  const hits = await until(async () => {
    const found = await api(page, `/search?q=${WORD}&limit=20`);
    return found.items.length > 0 ? found.items : null;
  }, 'hits');
  const hit = hits.find((one) => one.dossier === dossier.id && one.kind === 'pdf');
  assert.ok(hit, `a passage of “${env.dossier}” with “${WORD}”`);
  const row = page.getByRole('row').filter({ hasText: hit.document_name }).first();
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  await until(() => new URL(page.url()).searchParams.has('from'), 'the address of the place');
  const at = new URL(page.url()).searchParams;
  await until(async () => (await page.locator('[data-mark][data-tone=find]').count()) > 0, 'a mark');
  await marked(page, WORD);
  await check('hit open');

  await page.locator('[data-scroll]').focus();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: w.find }).waitFor();
  await page.keyboard.type(WORD);
  const count = page.getByRole('search', { name: w.find });
  await count.getByText(w.place).waitFor();
  await marked(page, WORD);
  const before = await count.textContent();
  await page.keyboard.press('Enter');
  await until(async () => (await count.textContent()) !== before, 'the next place');
  await marked(page, WORD);
  await page.keyboard.press('Shift+Enter');
  await until(async () => (await count.textContent()) === before, 'the place before');
  await check('found in the document');
  await page.keyboard.press('Escape');
  await until(async () => (await count.count()) === 0, 'the end of finding');
  assert.equal(new URL(page.url()).searchParams.get('doc'), at.get('doc'));
});
