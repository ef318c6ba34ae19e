/** The states of a review of a Word document. */
import { redline } from '../mock/drafter.mjs';
import { agreement, proposals, REFUSED } from '../mock/word.mjs';

const PATH = '/dossiers/d1/documents/agreement/review';
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const paper = (page) => page.locator('ins').first().waitFor();
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const press = (page, keys) => page.keyboard.press(keys);

/** A review that is there already; `more` says how far it is. */
const opened = (more = {}, input = { instruction: 'Maak de aansprakelijkheid wederkerig' }) => (state) => {
  const made = { id: 'r1', proposals: proposals(state.words.agreement), refused: REFUSED, ...more };
  redline(state, 'agreement', input, made);
};
const open = { path: `${PATH}?redline=r1`, prepare: opened() };
const at = (page) => page.locator('[data-item][data-current]').first().waitFor();
const decide = async (page) => {
  await at(page);
  for (const keys of ['Alt+Enter', 'Alt+Shift+Enter', 'Alt+Enter']) await press(page, keys);
  await page.getByText(/^4 (open|still open)$/).waitFor();
};
const many = (state) => {
  const list = Array.from({ length: 3 }, () => proposals(state.words.agreement)).flat().map((one, number) => ({ ...one, number }));
  opened({ proposals: list })(state);
};

export const REVIEW_SCREENS = {
  'review-start': { path: PATH, go: paper },
  'review-at-a-place': { path: `${PATH}?version=v-agreement&page=1&from=2050&to=2110`, go: (page) => page.locator('[data-mark][data-tone=find]').first().waitFor() },
  'review-start-earlier': { path: PATH, prepare: (state) => { opened({ state: 'finished', finished_at: new Date().toISOString() })(state); opened({ id: 'r2' }, { clauses: true })(state); }, go: paper },
  'review-start-plain': { path: '/dossiers/d1/documents/terms/review', go: (page) => page.getByText('Betaling geschiedt').first().waitFor() },
  'review-busy': { path: PATH, prepare: (state) => void (state.stall = (method, path) => /\/word$/.test(path)), busy: true },
  'review-failing': { path: PATH, prepare: failing(/\/word$/), go: alert },
  'review-damaged': { path: PATH, prepare: (state) => void delete state.words.agreement, go: alert },
  'review-not-word': { path: '/dossiers/d1/documents/contract/review' },
  'review-gone': { path: `${PATH}?redline=weg` },
  'review-read-only': { path: PATH, prepare: (state) => void (state.dossiers[0].rights.add_documents = false), go: paper },
  'review-running': { path: `${PATH}?redline=r1`, prepare: opened({ state: 'running', proposals: [], refused: [] }), go: (page) => page.getByTestId('running').waitFor() },
  'review-failed': { path: `${PATH}?redline=r1`, prepare: opened({ state: 'failed', trouble: 'model_prose', proposals: [], refused: [] }), go: alert },
  'review-nothing': { path: `${PATH}?redline=r1`, prepare: opened({ proposals: [], refused: [] }), go: paper },
  'review-nothing-at-all': {
    path: '/dossiers/d1/documents/terms/review?redline=r1',
    prepare: (state) => void redline(state, 'terms', {}, { id: 'r1' }), go: (page) => page.getByText('Betaling geschiedt').first().waitFor(),
  },
  'review-open': { ...open, go: at },
  'review-walked': { ...open, go: async (page) => { await at(page); for (let n = 0; n < 4; n++) await press(page, 'Alt+ArrowDown'); } },
  'review-decided': { ...open, go: decide },
  'review-others': { path: `${PATH}?redline=r1`, prepare: opened({ proposals: [], refused: [] }, {}), go: at },
  'review-own-words': { ...open, go: async (page) => { await at(page); await press(page, 'Alt+ArrowDown'); await page.getByRole('button', { name: /Eigen bewoording|Your own wording/ }).click(); } },
  'review-refused': { ...open, go: async (page) => { await at(page); await page.locator('details summary').click(); } },
  'review-filter': {
    ...open,
    go: async (page) => {
      await at(page);
      await page.getByRole('button', { name: /^(Beslissing|Decision)/ }).click();
      await page.getByRole('menuitemradio', { name: /Aanvaard|Accepted/ }).click();
    },
  },
  'review-many': { path: `${PATH}?redline=r1`, prepare: many, go: async (page) => { await at(page); await page.getByRole('button', { name: /Alle open voorstellen|All open proposals/ }).click(); await page.getByRole('menuitem').first().click(); await page.locator('[role=dialog]').waitFor(); } },
  'review-finish': { ...open, go: async (page) => { await decide(page); await page.getByRole('button', { name: /^(Rond af|Finish)$/ }).click(); await page.locator('[role=dialog]').waitFor(); } },
  'review-finished': {
    path: `${PATH}?redline=r1`,
    prepare: opened({ state: 'finished', result: { version: 'v3', version_number: 3, sha256: 'a3'.repeat(32) }, counts: { before: { revisions: 10, comments: 2 }, after: { revisions: 16, comments: 3 } } }),
    go: paper,
  },
  'review-discard': { ...open, go: async (page) => { await at(page); await page.getByRole('button', { name: /^(Geef op|Give up)$/ }).click(); await page.locator('[role=alertdialog]').waitFor(); } },
  'review-warned': { path: PATH, prepare: (state) => void Object.assign(state.words.agreement.facts, { signed: true, macros: true }), go: paper },
  'review-long': { path: PATH, prepare: (state) => void (state.words.agreement = agreement({ times: 80 })), go: paper },
  'review-wide': { ...open, viewport: { width: 1680, height: 1000 }, go: at },
  'review-tablet': { ...open, viewport: { width: 900, height: 1100 }, go: at },
  'review-phone': { ...open, viewport: { width: 390, height: 844 }, go: at },
  'review-phone-explain': { ...open, viewport: { width: 390, height: 844 }, go: async (page) => { await at(page); await page.getByRole('button', { name: /Toelichting|Explanation/ }).click(); await page.locator('[role=dialog]').waitFor(); } },
};
