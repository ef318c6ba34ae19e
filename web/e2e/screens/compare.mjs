/** The states of comparing two Word documents. */
import { comparison } from '../mock/word.mjs';

const PATH = '/dossiers/d1/compare';
const TWO = `${PATH}?new=agreement`;
const shown = (page) => page.locator('[role=row] del, [role=row] ins').first().waitFor();

export const COMPARE_SCREENS = {
  'compare-choose': { path: PATH, go: (page) => page.getByRole('button', { name: /Word/ }).first().waitFor() },
  'compare-none': { path: '/dossiers/d2/compare' },
  'compare-busy': { path: TWO, prepare: (state) => void (state.stall = (method, path) => /comparison$/.test(path)), busy: true },
  'compare-failing': { path: TWO, prepare: (state) => void (state.fail = (method, path) => /comparison$/.test(path)), go: (page) => page.locator('[role=alert]').waitFor() },
  'compare-same': { path: `${PATH}?new=agreement&old=agreement&old_version=v-agreement&new_version=v-agreement` },
  'compare-equal': { path: TWO, prepare: (state) => void (state.comparison = { rows: [{ kind: 'skipped', old: null, new: null, count: 40 }], counts: { inserted: 0, deleted: 0, changed: 0, moved: 0, not_shown: 0 } }), go: (page) => page.getByText(/Geen verschillen|No differences/).waitFor() },
  compare: { path: TWO, go: async (page) => { await shown(page); for (let n = 0; n < 3; n++) await page.keyboard.press('n'); } },
  'compare-long': { path: TWO, prepare: (state) => void (state.comparison = comparison(200)), go: async (page) => { await shown(page); await page.keyboard.press('p'); } },
  'compare-two': { path: `${PATH}?new=agreement&old=terms`, go: shown },
  'compare-saved': { path: TWO, go: async (page) => { await shown(page); await page.getByRole('button', { name: /Bewaar als|Keep as/ }).click(); await page.getByRole('link', { name: /Open het document|Open the document/ }).waitFor(); } },
  'compare-from-viewer': { path: '/dossiers/d1?doc=agreement', go: async (page) => { await page.locator('ins').first().waitFor(); await page.getByRole('button', { name: /Meer met dit stuk|More with this document/ }).click(); await page.locator('[role=menu]').waitFor(); } },
};
