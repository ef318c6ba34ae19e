/**
 * Somebody new, of whose role the firm asks a training: dossiers say that it lacks and where the test is; the
 * tests say which of them open dossiers. What is not answered is told at its place, and what was chosen stays
 * when one leaves. Too little right tells of each question what is right, why, and where that stands, and asks
 * for ten minutes; then the test is taken anew and passed, and dossiers are open at once.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, assert, beside, comesIn, env, journey, pick, tick } from './lib.mjs';

/** The questions of the test, each with the words of the options that are right, from the file it is made of. */
function known(language) {
  const words = new RegExp(`${language} = ("(?:[^"\\\\]|\\\\.)*")`, 'g');
  const all = (text) => [...text.matchAll(words)].map(([, quoted]) => JSON.parse(quoted));
  const file = readFileSync(new URL('../../../library/tests/privacy.toml', import.meta.url), 'utf8');
  return new Map(file.split('[[question]]').slice(1).map((text) => {
    const [ask, right] = [text.indexOf('right ='), text.indexOf('wrong =')];
    return [all(text.slice(0, ask))[0], all(text.slice(ask, right))];
  }));
}

/** Somebody new, of whose role the firm asks a training. */
async function newcomer(at) {
  await beside(env.administrator, at.mouse, async ({ page }) => {
    const asked = await api(page, '/requirements/staff', { method: 'PUT', body: JSON.stringify({ asks: ['training'] }) });
    assert.deepEqual(asked.roles.find((one) => one.role === 'staff').asks, ['training']);
  });
  return comesIn(at, 'staff', at.language);
}

/** What dossiers answer. */
const dossiers = async (page) => (await api(page, '/dossiers')).type ?? 'open';

/** Chooses the options of a question at these places. */
async function choose(at, question, places) {
  const options = question.getByRole('radio').or(question.getByRole('checkbox'));
  const several = (await question.getByRole('checkbox').count()) > 0;
  if (several || at.mouse) {
    for (const place of places) await tick(at, options.nth(place), 'Space');
    return;
  }
  await tick(at, options.first(), 'Space');
  for (let place = 0; place < places[0]; place++) await at.page.keyboard.press('ArrowDown');
}

/** Answers the questions from one on to another: these many of them wrong. */
async function answer(at, from, to, wrong = 0) {
  const right = known(at.language);
  for (let n = from; n < to; n++) {
    const question = at.page.getByRole('group').nth(n);
    const asked = (await question.locator('legend').evaluate((node) => node.lastChild.textContent)).trim();
    const words = await question.locator('label').allTextContents();
    const good = words.flatMap((text, place) => (right.get(asked).includes(text.trim()) ? [place] : []));
    assert.equal(good.length, right.get(asked).length, `what is right of “${asked}”`);
    await choose(at, question, n - from < wrong ? [words.findIndex((_, place) => !good.includes(place))] : good);
  }
}

/** A question without an answer is told at its place; what was chosen is there after leaving. */
async function halfway(at) {
  const { page, w, hand, check } = at;
  await answer(at, 0, 9, 3);
  await hand.press(page.getByRole('button', { name: w.handIn, exact: true }));
  const last = page.getByRole('group').nth(9);
  await last.getByText(w.unanswered, { exact: true }).waitFor();
  assert.ok(await last.evaluate((node) => node.contains(document.activeElement)), 'one stands at what lacks');
  await check('unanswered');
  await hand.press(page.getByRole('link', { name: w.allTests, exact: true }));
  await hand.press(page.getByRole('button', { name: w.goOnWith }));
  await page.getByText(w.nineAnswered, { exact: true }).waitFor();
  await answer(at, 9, 10);
}

/** Ten minutes go by for an attempt that was handed in: its moment, which the product keeps in the clear, is put back. */
function tenMinutesLater(attempt) {
  const change = `UPDATE training_attempt SET finished = finished - 600000 WHERE id = x'${attempt.replaceAll('-', '')}' RETURNING state`;
  const told = execFileSync('sqlite3', [join(env.data, 'legalmind.sqlite'), '.timeout 20000', change], { encoding: 'utf8' });
  assert.equal(told.trim(), 'failed');
}

async function failed(at) {
  const { page, w, hand, check } = at;
  await halfway(at);
  await hand.press(page.getByRole('button', { name: w.handIn, exact: true }));
  await page.getByText(w.notPassed).waitFor();
  const wrong = page.locator('main section').filter({ has: page.getByRole('heading').getByText(w.answeredWrong, { exact: true }) });
  assert.equal(await wrong.count(), 3, 'which questions');
  for (const one of await wrong.all()) assert.match(await one.locator('p').last().textContent(), w.sourceOfAnswer);
  await check('failed');
  const attempt = new URL(page.url()).searchParams.get('attempt');
  await hand.press(page.getByRole('link', { name: w.allTests, exact: true }));
  await hand.press(page.getByRole('button', { name: w.testAnew }));
  await page.getByRole('alert').getByText(w.waitTen).waitFor();
  await check('pause');
  await hand.press(page.getByRole('link', { name: w.explained }));
  await page.getByText(w.notPassed).waitFor();
  assert.equal(await wrong.count(), 3, 'what was wrong can be read again');
  await hand.press(page.getByRole('link', { name: w.allTests, exact: true }));
  await page.getByRole('button', { name: w.testAnew }).waitFor();
  assert.equal(await dossiers(page), '/problems/training-required');
  tenMinutesLater(attempt);
}

async function passed(at, person) {
  const { page, w, hand, check } = at;
  await hand.press(page.getByRole('button', { name: w.testAnew }));
  await answer(at, 0, 10);
  await hand.press(page.getByRole('button', { name: w.handIn, exact: true }));
  await page.getByText(w.testPassed).waitFor();
  await check('passed');
  const { items } = await api(page, '/registers/opleiding/rows');
  assert.deepEqual(items.map((one) => [one.state, one.owner?.id]), [['in_force', person.id]], 'the training is in force');
  assert.match(items[0].values.bewijs.value, /10 van 10 goed/);
}

journey('training', async (at) => {
  const { page, w, hand, check } = at;
  const person = await newcomer(at);

  // it is told what lacks, and where it is to be had: by the link that is told with it, or by one's account
  await hand.press(page.getByRole('link', { name: w.dossiers, exact: true }));
  await page.getByRole('alert').getByText(w.trainingLacks).first().waitFor();
  assert.equal(await dossiers(page), '/problems/training-required');
  await check('lacks');
  if (!at.mouse) {
    await pick(at, page.getByRole('button', { name: person.name }), page.getByRole('menuitem', { name: w.myAccount }));
    // the list of dossiers, which goes to the tests as well, stands there until the account does
    await page.getByRole('heading', { level: 1, name: w.myAccount }).waitFor();
  }
  await hand.press(page.locator('main').getByRole('link', { name: w.toTests }));
  const tests = page.getByRole('article');
  await tests.first().waitFor();
  assert.equal(await tests.filter({ hasText: w.opensDossiers }).count(), 2, 'security or data protection');
  await check('tests');
  await hand.press(page.getByRole('button', { name: w.beginTest }));
  await failed(at);
  await passed(at, person);

  // what was closed is open
  await hand.press(page.getByRole('link', { name: w.dossiers, exact: true }));
  await page.getByRole('heading', { level: 1, name: w.dossiers, exact: true }).waitFor();
  await page.getByRole('button', { name: w.newDossier, exact: true }).first().waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal(await dossiers(page), 'open');
  await check('open');
});
