/**
 * A question where no model is set up: the answer is the passages themselves, said to be so, and
 * each of them stands where it is cited.
 */
import { api, assert, env, findDossier, journey, until } from './lib.mjs';
import { openCitation } from './marks.mjs';

journey('verbatim', async (at) => {
  const { page, w, hand, url, check } = at;
  const dossier = await findDossier(page);
  await page.goto(`${url}/dossiers/${dossier.id}?answer=new`);
  await hand.type(page.getByRole('textbox', { name: w.question }), env.question);
  await hand.submit(page.getByRole('button', { name: w.ask, exact: true }));
  const id = await until(() => new URL(page.url()).searchParams.get('answer')?.replace('new', ''), 'the answer’s address');
  const done = await until(async () => {
    const now = await api(page, `/answers/${id}`);
    return now.state === 'running' ? null : now;
  }, 'the end of the answer', 60_000);
  assert.deepEqual([done.state, done.mode, done.trouble ?? null], ['done', 'verbatim', null]);
  await page.getByText(w.verbatim).waitFor();
  await page.getByRole('button', { name: w.source }).first().waitFor();
  await check('answer');
  assert.ok(done.citations.length > 0);
  const ordered = [...done.citations].sort((a, b) => a.ordinal - b.ordinal);
  for (const [index, citation] of ordered.entries()) {
    assert.ok(citation.state.startsWith('verified'), 'a passage stands where it was read');
    assert.equal(await openCitation(at, citation, index), true);
  }
  await check('citation open');
});
