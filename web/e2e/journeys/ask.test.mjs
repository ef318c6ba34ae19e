/**
 * Journey 4: a question over a dossier; the answer comes in a stream, a reload half-way loses
 * nothing, stopping keeps what was there, and a screen reader is not chattered at.
 */
import { api, assert, env, findDossier, journey, listen, until } from './lib.mjs';

const stateOf = async (page, dossier) => {
  const id = new URL(page.url()).searchParams.get('answer');
  const { items } = await api(page, `/dossiers/${dossier}/answers?limit=50`);
  return items.find((one) => one.id === id);
};

const words = (page) => page.locator('[data-testid=answer]').textContent().catch(() => '');

async function ask(page, hand, w, question) {
  const box = page.getByRole('textbox', { name: w.question });
  await hand.type(box, question);
  await hand.submit(page.getByRole('button', { name: w.ask, exact: true }));
  await until(() => new URL(page.url()).searchParams.get('answer')?.length > 4, 'the answer’s address');
}

journey('ask', async ({ it, page, w, hand, check }) => {
  const dossier = await findDossier(page);
  await page.goto(`${env.url}/dossiers/${dossier.id}?answer=new`);
  await page.getByRole('textbox', { name: w.question }).waitFor();
  await check('before the question');
  const said = await listen(page);
  await ask(page, hand, w, env.question);
  await until(async () => (await words(page)).length > 20, 'the first words');
  const early = await words(page);
  const running = (await stateOf(page, dossier.id)).state === 'running';
  if (env.streams) assert.ok(running, 'the answer is still being made when its first words are read');

  if (running) {
    assert.ok((await said()).length <= 3, 'few words for a screen reader');
    await page.reload();
    await until(async () => (await words(page)).startsWith(early.slice(0, 20)), 'the same words after a reload');
    await check('answer running');
  } else {
    it.diagnostic('the answer was complete before it could be reloaded half-way');
  }
  const done = await until(async () => {
    const now = await stateOf(page, dossier.id);
    return now && now.state !== 'running' ? now : null;
  }, 'the end of the answer', 120_000);
  assert.equal(done.state, 'done');
  assert.ok(done.citations.length > 0, 'an answer with citations');
  await page.getByRole('button', { name: w.source }).first().waitFor();
  const shown = (await words(page)).replace(/\s+/g, ' ');
  await page.reload();
  await page.getByRole('button', { name: w.source }).first().waitFor();
  assert.equal((await words(page)).replace(/\s+/g, ' '), shown, 'a reload shows the same answer');
  assert.equal(await page.locator('[data-testid=answer] button').count() > 0, true, 'citations are buttons');
  await check('answer done');
});

journey('stop', async ({ it, page, w, hand, check }) => {
  const dossier = await findDossier(page);
  await page.goto(`${env.url}/dossiers/${dossier.id}?answer=new`);
  const said = await listen(page);
  await ask(page, hand, w, env.question);
  await until(async () => (await words(page)).length > 5, 'the first words');
  const stop = page.getByRole('button', { name: w.stop, exact: true });
  const pressed = (await stop.isVisible()) && (await hand.press(stop, 2_000).then(() => true, () => false));
  if (!pressed) {
    assert.ok(!env.streams, 'an answer that streams can be stopped');
    const now = await stateOf(page, dossier.id);
    assert.equal(now?.state, 'done', 'only an answer that is complete cannot be stopped');
    it.diagnostic('the answer was complete before it could be stopped');
    return;
  }
  const ended = await until(async () => {
    const now = await stateOf(page, dossier.id);
    return now && now.state !== 'running' ? now : null;
  }, 'the stop');
  if (ended.state === 'done' && !env.streams) {
    it.diagnostic('the answer was complete when the stop arrived');
    return;
  }
  assert.equal(ended.state, 'stopped');
  assert.ok(ended.text.length > 0, 'what was there is kept');
  await page.getByText(w.stopped).first().waitFor();
  await until(async () => (await said()).some((text) => w.status.test(text)), 'the stop said aloud');
  assert.ok((await said()).length <= 3, `few words for a screen reader: ${await said()}`);
  await page.reload();
  await page.getByText(w.stopped).first().waitFor();
  await check('stopped');
});
