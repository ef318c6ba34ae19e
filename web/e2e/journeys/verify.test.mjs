/**
 * Journey 5: every citation of an answer is opened; the right document, version and page are
 * shown, and the words that are marked are the words that are quoted. Where the place is not sure
 * nothing is marked, and the quote stands there instead; a quote that stands nowhere is said not to
 * be found, in the answer and beside the document.
 */
import { FALSE_QUOTE } from '../lib/model.mjs';
import { api, assert, env, findDossier, journey, until } from './lib.mjs';
import { openCitation } from './marks.mjs';

/** An answer of our own, and one with a quote that is not found where the first has none. */
async function answered(page, dossier) {
  const made = await api(page, `/dossiers/${dossier}/answers`, { method: 'POST', body: JSON.stringify({ question: env.question }) });
  const done = await until(async () => {
    const now = await api(page, `/answers/${made.id}`);
    return now.state === 'running' ? null : now;
  }, 'an answer to verify', 60_000);
  assert.equal(done.state, 'done');
  const isFalse = (answer) => answer.citations.some((one) => one.state === 'not_found');
  if (isFalse(done)) return [done];
  const { items } = await api(page, `/dossiers/${dossier}/answers?limit=50`);
  return [done, items.find(isFalse)];
}

journey('verify', async (at) => {
  const { page, w, url, check } = at;
  const dossier = await findDossier(page);
  const seen = { sure: 0, not_found: 0 };
  for (const answer of await answered(page, dossier.id)) {
    await page.goto(`${url}/dossiers/${dossier.id}?answer=${answer.id}`);
    await page.getByRole('button', { name: w.source }).first().waitFor();
    const ordered = [...answer.citations].sort((a, b) => a.ordinal - b.ordinal);
    for (const [index, citation] of ordered.entries()) {
      const sure = await openCitation(at, citation, index);
      if (sure) seen.sure += 1;
      if (sure && seen.sure === 1) await check('citation open');
      if (citation.state !== 'not_found') continue;
      seen.not_found += 1;
      assert.equal(sure, false, 'a quote that is not found is marked nowhere');
      if (env.model) assert.equal(citation.quote, FALSE_QUOTE);
      const label = await page.locator('[data-testid=answer] button').nth(index).getAttribute('aria-label');
      assert.ok(label.includes(w.notFoundShort), `said in the answer: ${label}`);
      await check('quote not found');
    }
  }
  assert.ok(seen.sure > 0, 'at least one citation can be marked');
  assert.equal(seen.not_found, 1, 'the planted quote');
});
