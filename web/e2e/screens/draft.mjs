/** The states of drafting in a dossier. */
import { ANSWERS, checked, madeDocument } from '../mock/library.mjs';

const PATH = '/dossiers/d1/drafts';
const OPEN = `${PATH}/dr1`;
const row = (page) => page.locator('[role=row]').nth(1).waitFor();
const form = (page) => page.locator('form input').first().waitFor();
const paper = (page) => page.getByText('Partij A').first().waitFor();
const ready = async (page) => { await form(page); await paper(page); };
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const one = (state) => state.drafts.find((draft) => draft.id === 'dr1');
const made = (more = {}) => (state) => void Object.assign(one(state), { state: 'made', document: madeDocument(1), ...more });
const readOnly = (state) => void (state.dossiers[0].rights.add_documents = false);

/** What a person types is on its way to the server, or did not get there. */
const type = async (page, text) => {
  await ready(page);
  await page.getByRole('textbox', { name: /Waarover spreken/ }).fill(text);
};

export const DRAFT_SCREENS = {
  drafts: { path: PATH, go: row },
  'drafts-empty': { path: PATH, prepare: (state) => void (state.drafts = []) },
  'drafts-read-only': { path: PATH, prepare: (state) => { readOnly(state); state.drafts = []; } },
  'drafts-failing': { path: PATH, prepare: failing(/drafts$/), go: alert },
  'drafts-busy': { path: PATH, prepare: stalling(/drafts$/), busy: true },
  'drafts-remove': { path: PATH, go: async (page) => { await row(page); await page.getByRole('button', { name: /verwijderen|Remove/ }).first().click(); await page.locator('[role=alertdialog]').waitFor(); } },
  gallery: { path: `${PATH}/new`, go: paper },
  'gallery-concept': { path: `${PATH}/new`, go: async (page) => { await paper(page); await page.getByRole('row', { name: /Ingebrekestelling/ }).click(); await page.locator('details summary').click(); } },
  'gallery-none': { path: `${PATH}/new`, go: async (page) => { await paper(page); await page.getByRole('searchbox').fill('walvis'); await page.getByText(/Geen sjabloon past|No template fits/).waitFor(); } },
  'gallery-empty': { path: `${PATH}/new`, prepare: (state) => void (state.templates = []) },
  'gallery-failing': { path: `${PATH}/new`, prepare: failing(/templates$/), go: alert },
  'gallery-busy': { path: `${PATH}/new`, prepare: stalling(/templates$/), busy: true },
  'gallery-preview-failing': { path: `${PATH}/new`, prepare: failing(/preview$/), go: alert },
  interview: { path: OPEN, go: ready },
  'interview-missing': { path: OPEN, go: async (page) => { await ready(page); await page.locator('details summary').click(); } },
  'interview-jump': { path: OPEN, go: async (page) => { await ready(page); await page.locator('details summary').click(); await page.getByRole('button', { name: /Bevoegde rechter/ }).first().click(); } },
  'interview-bsn': { path: OPEN, go: async (page) => { await ready(page); const box = page.getByRole('textbox', { name: /Burgerservicenummer/ }); await box.fill('123456789'); await box.blur(); await page.getByText(/BSN klopt niet|BSN is not right/).waitFor(); } },
  'interview-list': { path: OPEN, go: async (page) => { await ready(page); const add = page.getByRole('button', { name: /^Bijlagen:/ }); await add.click(); await page.getByRole('textbox', { name: /Omschrijving/ }).fill('Offerte'); await add.click(); await page.getByText(/^(Opgeslagen|Saved)$/).waitFor(); } },
  'interview-saved': { path: OPEN, go: async (page) => { await type(page, 'de overname van de installatieafdeling'); await page.getByText('de overname van de installatieafdeling').nth(1).waitFor(); } },
  'interview-complete': { path: OPEN, prepare: (state) => void checked(Object.assign(one(state), { answers: { ...ANSWERS, partij_b: { soort: 'bedrijf', naam: 'Van Loon B.V.' }, doel: 'het werk', termijn: { aantal: 2, eenheid: 'jaren' }, rechter: 'Gelderland' } })), go: ready },
  'interview-not-saved': { path: OPEN, prepare: failing(/answers$/), go: async (page) => { await type(page, 'het werk'); await alert(page); } },
  'interview-conflict': {
    path: OPEN,
    go: async (page, state) => {
      await ready(page);
      Object.assign(one(state), { revision: 9, answers: { ...one(state).answers, doel: 'de onderaanneming', duur: 'onbepaald' } });
      await page.getByRole('textbox', { name: /Waarover spreken/ }).fill('het installatiewerk');
      await page.locator('[role=dialog]').waitFor();
    },
  },
  'interview-incomplete': { path: OPEN, go: async (page) => { await ready(page); await page.getByRole('button', { name: /^(Document maken|Make document)$/ }).click(); await page.locator('[role=dialog]').waitFor(); } },
  'interview-made': { path: OPEN, prepare: (state) => { made({ clauses: [{ id: 'cl2', title: 'Geheimhouding', newer: true }] })(state); one(state).template.newer = true; }, go: ready },
  'interview-approve': { path: OPEN, prepare: made(), go: async (page) => { await ready(page); await page.getByRole('button', { name: /^(Goedkeuren|Approve)$/ }).click(); await page.locator('[role=dialog]').waitFor(); } },
  'interview-approved': { path: `${PATH}/dr2`, go: ready },
  'interview-read-only': { path: OPEN, prepare: readOnly, go: ready },
  'interview-gone': { path: `${PATH}/weg` },
  'interview-failing': { path: OPEN, prepare: failing(/drafts\/dr1$/), go: alert },
  'interview-busy': { path: OPEN, prepare: stalling(/drafts\/dr1$/), busy: true },
  'interview-preview-failing': { path: OPEN, prepare: failing(/preview$/), go: alert },
  'interview-tablet': { path: OPEN, viewport: { width: 900, height: 1100 }, go: form },
  'interview-tablet-preview': { path: OPEN, viewport: { width: 900, height: 1100 }, go: async (page) => { await form(page); await page.getByText(/^(Voorbeeld|Preview)$/).click(); await paper(page); } },
  'interview-phone': { path: OPEN, viewport: { width: 390, height: 844 }, go: form },
};
