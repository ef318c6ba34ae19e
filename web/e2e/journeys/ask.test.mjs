/**
 * Journey 4: a question over a dossier; the answer comes in a stream, a reload half-way loses
 * nothing, stopping keeps what was there, and a screen reader is not chattered at. The model is held
 * in the middle of its answer, so that nothing here waits for a clock.
 */
import { api, assert, env, findDossier, journey, listen, until } from './lib.mjs';

const stateOf = async (page) => api(page, `/answers/${new URL(page.url()).searchParams.get('answer')}`);

/** The words of the answer; a mark of emphasis shows until its other half has come. */
const words = async (page) => (await page.locator('[data-testid=answer]').textContent().catch(() => '')).replace(/[*\s]+/g, ' ').trim();

/** Asks with the hand and waits for the first words of the answer, which comes to a stand in its middle. */
async function ask({ page, hand, w, url, language, mouse, hold }, name) {
  const dossier = await findDossier(page);
  await page.goto(`${url}/dossiers/${dossier.id}?answer=new`);
  const box = page.getByRole('textbox', { name: w.question });
  await box.waitFor();
  const said = await listen(page);
  const word = `${name}${language}${mouse ? 'm' : 'k'}`;
  await hold(word);
  await hand.type(box, `${env.question} (${word})`);
  await hand.submit(page.getByRole('button', { name: w.ask, exact: true }));
  await until(() => new URL(page.url()).searchParams.get('answer')?.length > 4, 'the answer’s address');
  const early = await until(async () => {
    const now = await words(page);
    return now.length > 20 ? now : null;
  }, 'the first words', 60_000);
  assert.equal((await stateOf(page)).state, 'running', 'the answer is still being made when its first words are read');
  return { word, said, early };
}

const ended = (page) => until(async () => {
  const now = await stateOf(page);
  return now.state === 'running' ? null : now;
}, 'the end of the answer', 60_000);

journey('ask', async (at) => {
  const { page, w, hand, release, check } = at;
  const { word, said, early } = await ask(at, 'ask');
  assert.ok((await said()).length <= 3, 'few words for a screen reader');
  await page.reload();
  await until(async () => (await words(page)).startsWith(early), 'the same words after a reload');
  assert.ok(await page.getByRole('button', { name: w.stop, exact: true }).isVisible(), 'it can still be stopped');
  await check('answer running');

  await release(word);
  const done = await ended(page);
  assert.equal(done.state, 'done');
  assert.equal(done.trouble ?? null, null);
  assert.ok(done.citations.length > 1, 'an answer with citations');
  await page.getByRole('button', { name: w.source }).nth(done.citations.length - 1).waitFor();
  await until(async () => (await words(page)).startsWith(early), 'what was there before the reload, and more');
  const shown = await words(page);
  assert.ok(shown.length > early.length, 'the other half came too');
  await page.reload();
  await page.getByRole('button', { name: w.source }).first().waitFor();
  assert.equal(await words(page), shown, 'a reload shows the same answer');
  assert.equal(await page.locator('[data-testid=answer] button').count(), done.citations.length, 'citations are buttons');
  await check('answer done');
  await hand.press(page.getByRole('button', { name: w.newQuestion, exact: true }));
  await page.getByRole('textbox', { name: w.question }).waitFor();
});

journey('stop', async (at) => {
  const { page, w, hand, release, check } = at;
  const { word, said, early } = await ask(at, 'stop');
  await hand.press(page.getByRole('button', { name: w.stop, exact: true }));
  const now = await ended(page);
  await release(word);
  assert.equal(now.state, 'stopped');
  assert.ok(now.text.length > 0, 'what was there is kept');
  await page.getByText(w.stopped).first().waitFor();
  assert.ok((await words(page)).startsWith(early), 'the reader keeps what was read');
  await until(async () => (await said()).some((text) => w.status.test(text)), 'the stop said aloud');
  assert.ok((await said()).length <= 3, `few words for a screen reader: ${await said()}`);
  await page.reload();
  await page.getByText(w.stopped).first().waitFor();
  assert.ok((await words(page)).startsWith(early), 'and after a reload');
  await check('stopped');
});
