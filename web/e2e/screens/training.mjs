/** The states of tests: the list, a test being made by mouse and by keyboard, passed, failed, over, refused. */
import { begun } from '../mock/training.mjs';

const PATH = '/training';
const DOING = '/training?attempt=ta-privacy';
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const button = (page, name) => page.getByRole('button', { name });
const open = (more) => (state) => void (state.attempts['ta-privacy'] = begun('privacy', more));
const list = (page) => page.getByRole('article').first().waitFor();
const asked = (page) => page.getByRole('group').first().waitFor();
const handIn = (page) => button(page, /^(Inleveren|Hand in)$/).click();
/** Chooses these options, by question. */
async function answer(page, answers) {
  await asked(page);
  for (const [at, options] of answers.entries()) {
    for (const option of options) await page.getByRole('group').nth(at).locator('input').nth(option).check();
  }
}
const outcome = async (page, answers) => {
  await answer(page, answers);
  await handIn(page);
  await page.getByText(/^(Bron|Source): /).first().waitFor();
};
/** From the list to the outcome without a mouse. */
async function byKeyboard(page) {
  await list(page);
  await button(page, /^(Toets beginnen|Begin the test): (AI-geletterdheid|AI literacy)$/).focus();
  await page.keyboard.press('Enter');
  await asked(page);
  await page.getByRole('group').first().locator('input').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/^(Gehaald: 3|Passed: 3)/).waitFor();
}

export const TRAINING_SCREENS = {
  trainings: { path: PATH, go: list },
  'trainings-required': { path: PATH, prepare: (state) => { state.untrained = true; state.trainings.privacy.opens_dossiers = true; }, go: list },
  'trainings-paused': {
    path: PATH, prepare: (state) => void (state.trainings.ai.again_at = new Date(Date.now() + 540_000).toISOString()),
    go: async (page) => { await list(page); await button(page, /: (AI-geletterdheid|AI literacy)$/).click(); await alert(page); },
  },
  'trainings-limited': {
    path: PATH, prepare: (state) => { state.trainings.ai.again_at = new Date(Date.now() + 9e7).toISOString(); state.training_refused = 'training_limit'; },
    go: async (page) => { await list(page); await button(page, /: (AI-geletterdheid|AI literacy)$/).click(); await alert(page); },
  },
  'trainings-failing': { path: PATH, prepare: failing(/v1\/trainings$/), go: alert },
  'trainings-busy': { path: PATH, prepare: (state) => void (state.stall = (method, path) => /v1\/trainings$/.test(path)), busy: true },
  'trainings-phone': { path: PATH, viewport: { width: 320, height: 700 }, go: list },
  'training-test': { path: DOING, prepare: open(), go: (page) => answer(page, [[1], [0]]) },
  'training-test-phone': { path: DOING, viewport: { width: 320, height: 700 }, prepare: open(), go: asked },
  'training-unanswered': { path: DOING, prepare: open(), go: async (page) => { await answer(page, [[1]]); await handIn(page); await alert(page); } },
  'training-late': { path: DOING, prepare: (state) => { open()(state); state.training_over = true; }, go: async (page) => { await answer(page, [[1], [0, 2], [2]]); await handIn(page); await alert(page); } },
  'training-passed': { path: DOING, prepare: open(), go: (page) => outcome(page, [[1], [0, 2], [0]]) },
  'training-failed': { path: DOING, prepare: open(), go: (page) => outcome(page, [[0], [0, 1], [2]]) },
  'training-failed-phone': { path: DOING, viewport: { width: 320, height: 700 }, prepare: open(), go: (page) => outcome(page, [[0], [0, 1], [2]]) },
  'training-over': { path: DOING, prepare: open({ state: 'over' }), go: (page) => page.getByText(/tijd van deze toets is om|time of this test is over/).waitFor() },
  'training-changed': { path: DOING, prepare: open({ state: 'changed' }), go: (page) => page.getByText(/intussen vernieuwd|renewed meanwhile/).waitFor() },
  'training-forgotten': {
    path: PATH, prepare: (state) => void (state.attempts['ta-beveiliging'] = begun('beveiliging', { state: 'passed', right: 3, finished_at: new Date(Date.now() - 4e10).toISOString() })),
    go: async (page) => { await list(page); await page.getByRole('link', { name: /(Informatiebeveiliging|Information security)/ }).click(); await page.getByText(/niet meer bij|no longer with it/).waitFor(); },
  },
  'training-unknown': { path: DOING, go: alert },
  'training-keyboard': { path: PATH, go: byKeyboard },
  'training-account': { path: '/account', go: (page) => page.getByRole('link', { name: /^(Naar de toetsen|To the tests)$/ }).scrollIntoViewIfNeeded() },
};
