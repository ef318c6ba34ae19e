/** The states of conflict checks: in the form of a new dossier, on a dossier, and what of them shows in lists. */
import { screenedBefore } from '../mock/conflicts.mjs';

const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const dialog = (page) => page.locator('[role=dialog]').last();
const heading = (page) => page.getByRole('heading', { name: /^(Tegenstrijdig belang|Conflict of interest)$/ }).first().waitFor();
const found = (page) => page.getByTestId('conflicts-found').waitFor();
const CHECK = /^(Toetsen|Check)$/;
const AGAIN = /^(Opnieuw toetsen|Check again)$/;
const client = (text) => (state) => void (state.dossiers.find((one) => one.id === 'leeg').client = text);
const both = (...all) => (state) => all.forEach((one) => one(state));

const check = async (page) => {
  await heading(page);
  await page.getByRole('button', { name: CHECK }).click();
};
const intake = async (page, text) => {
  const sheet = dialog(page);
  await sheet.waitFor();
  await sheet.getByLabel(/^(Naam|Name)/).fill('Nieuwe zaak');
  await sheet.getByLabel(/^(Cliënt|Client)/).fill(text);
  await sheet.getByRole('button', { name: CHECK }).click();
};
const earlier = async (page) => {
  await dialog(page).waitFor();
  await dialog(page).getByText(/^(Eerdere toetsen zonder dossier|Earlier checks without a dossier) \(2\)/).click();
  await dialog(page).getByText('T. van Houten').waitFor();
};
const alone = (page) => dialog(page).getByRole('button', { name: /^(Vastleggen zonder dossier|Record without a dossier)$/ }).click();
const make = (page) => dialog(page).getByRole('button', { name: /^(Dossier maken|Make dossier|Create dossier)$/ }).click();
const NEW = '/dossiers?new=true';
const EMPTY = '/dossiers/leeg/overview';

export const CONFLICT_SCREENS = {
  'conflict-to-do': { path: EMPTY, go: heading },
  'conflict-none': { path: EMPTY, go: async (page) => { await check(page); await found(page); } },
  'conflict-hits': { path: EMPTY, prepare: client('K. Jansen'), go: async (page) => { await check(page); await found(page); } },
  'conflict-walled': { path: EMPTY, prepare: client('T. van Houten'), go: async (page) => { await check(page); await found(page); } },
  'conflict-walled-nobody': { path: EMPTY, prepare: client('Geheim B.V.'), go: async (page) => { await check(page); await found(page); } },
  'conflict-hits-phone': { path: EMPTY, prepare: client('K. Jansen'), viewport: { width: 320, height: 844 }, go: async (page) => { await check(page); await found(page); } },
  'conflict-check-failing': { path: EMPTY, prepare: (state) => void (state.fail = (method, path) => method === 'POST' && /conflicts$/.test(path)), go: async (page) => { await check(page); await alert(page); } },
  'conflict-no-parties': { path: EMPTY, prepare: both(client(''), (state) => void (state.dossiers.find((one) => one.id === 'leeg').counterparties = [])), go: async (page) => { await check(page); await page.getByText(/Noem eerst|First name/).waitFor(); } },
  'conflict-unreasoned': { path: EMPTY, go: async (page) => { await check(page); await found(page); await page.getByRole('button', { name: /^(Vastleggen|Record)$/ }).click(); await alert(page); } },
  'conflict-lapsed-meanwhile': {
    path: EMPTY,
    go: async (page) => {
      await check(page);
      await found(page);
      await page.getByText(/^(Geen tegenstrijdig belang|No conflict of interest)/).first().click();
      await page.getByLabel(/^(Reden|Reason)/).fill('vervallen');
      await page.getByRole('button', { name: /^(Vastleggen|Record)$/ }).click();
      await alert(page);
    },
  },
  'conflict-concluded': { path: '/dossiers/d1/overview', go: (page) => page.getByTestId('conflict-stands').waitFor() },
  'conflict-refused': { path: '/dossiers/d5/overview', go: (page) => page.getByTestId('conflict-stands').waitFor() },
  'conflict-again': { path: '/dossiers/d1/overview', go: async (page) => { await page.getByTestId('conflict-stands').waitFor(); await page.getByRole('button', { name: AGAIN }).click(); await page.getByText(/Eerdere toetsen|Earlier checks/).click(); } },
  'conflict-read-only': { path: '/dossiers/lezen/overview', go: heading },
  'conflict-failing': { path: EMPTY, prepare: failing(/conflicts$/), go: alert },
  'conflict-busy': { path: EMPTY, prepare: stalling(/conflicts$/), busy: true },
  intake: { path: NEW, go: (page) => dialog(page).getByRole('button', { name: CHECK }).waitFor() },
  'intake-hits': { path: NEW, go: async (page) => { await intake(page, 'De Korenaar Holding B.V.'); await found(page); } },
  'intake-walled': { path: NEW, go: async (page) => { await intake(page, 'T. van Houten'); await found(page); } },
  'intake-nameless': { path: NEW, go: async (page) => { await dialog(page).getByRole('button', { name: CHECK }).click(); await alert(page); } },
  'intake-unreasoned': { path: NEW, go: async (page) => { await intake(page, 'K. Jansen'); await found(page); await dialog(page).getByText(/^(Geen tegenstrijdig belang|No conflict of interest)/).first().click(); await make(page); await page.getByText(/zonder reden wordt|without a reason/).waitFor(); } },
  'intake-left-open': { path: NEW, go: async (page) => { await intake(page, 'K. Jansen'); await found(page); await make(page); await page.getByText(/^(Nog geen conclusie|No conclusion yet)$/).waitFor(); } },
  'intake-concluded': { path: NEW, go: async (page) => { await intake(page, 'De Korenaar Holding B.V.'); await found(page); await dialog(page).getByText(/^(Geen tegenstrijdig belang|No conflict of interest)/).first().click(); await dialog(page).getByLabel(/^(Reden|Reason)/).fill('Eigen cliënt.'); await make(page); await page.waitForURL((url) => !/new/.test(url.search)); } },
  'intake-changed': { path: NEW, go: async (page) => { await intake(page, 'K. Jansen'); await found(page); await dialog(page).getByLabel(/^(Cliënt|Client)/).fill('L. Jansen'); await page.getByText(/zijn na de toets gewijzigd|were changed after/).waitFor(); } },
  'intake-failing': { path: NEW, prepare: (state) => void (state.fail = (method, path) => method === 'POST' && /intakes$/.test(path)), go: async (page) => { await intake(page, 'K. Jansen'); await alert(page); } },
  'intake-weak': { path: NEW, go: async (page) => { await intake(page, 'S. Bakker'); await found(page); await dialog(page).getByText(/^(Zwakke treffers|Weak hits) \(1\)/).click(); } },
  'intake-weak-only': { path: NEW, go: async (page) => { await intake(page, 'A. Smits'); await found(page); } },
  'intake-earlier': { path: NEW, prepare: screenedBefore, go: earlier },
  'intake-earlier-phone': { path: NEW, prepare: screenedBefore, viewport: { width: 320, height: 844 }, go: earlier },
  'intake-earlier-failing': { path: NEW, prepare: failing(/intakes$/), go: async (page) => { await dialog(page).waitFor(); await alert(page); } },
  'intake-resumed': {
    path: NEW, prepare: screenedBefore,
    go: async (page) => { await earlier(page); await dialog(page).getByRole('button', { name: /^(Verder met deze|Go on with this one): De Korenaar/ }).click(); await found(page); await dialog(page).getByText('Wij stonden de wederpartij bij.').waitFor(); },
  },
  'intake-alone-unreasoned': { path: NEW, go: async (page) => { await intake(page, 'K. Jansen'); await found(page); await alone(page); await alert(page); } },
  'intake-alone': {
    path: NEW,
    go: async (page) => {
      await intake(page, 'K. Jansen');
      await found(page);
      await dialog(page).getByText(/^(Zaak niet aannemen|Matter not taken on)/).first().click();
      await dialog(page).getByLabel(/^(Reden|Reason)/).fill('Wij staan de wederpartij al bij.');
      await alone(page);
      await dialog(page).waitFor({ state: 'detached' });
    },
  },
  'intake-phone': { path: NEW, viewport: { width: 320, height: 844 }, go: async (page) => { await intake(page, 'K. Jansen'); await found(page); } },
};
