/** Every screen and state, and how to get there against the mock. */
import { ACCOUNTABILITY_SCREENS } from './accountability.mjs';
import { CHECK_SCREENS } from './check.mjs';
import { COMPARE_SCREENS } from './compare.mjs';
import { CONFLICT_SCREENS } from './conflict.mjs';
import { DEADLINE_SCREENS } from './deadline.mjs';
import { DRAFT_SCREENS } from './draft.mjs';
import { LAW_SCREENS } from './law.mjs';
import { LIBRARY_SCREENS } from './library.mjs';
import { MAIL_SCREENS } from './mail.mjs';
import { PEOPLE_SCREENS } from './people.mjs';
import { TRAINING_SCREENS } from './training.mjs';
import { REGISTER_SCREENS } from './register.mjs';
import { REVIEW_SCREENS } from './review.mjs';
import { SANCTION_SCREENS } from './sanction.mjs';
import { TEXT_SCREENS } from './text.mjs';

const press = (page, keys) => page.keyboard.press(keys);
const alert = (page) => page.locator('[role=alert]').first().waitFor();

const administrator = (state) => void (state.user.role = 'firm_administrator');

/** The server fails at, or never answers to, what this pattern finds. */
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));

export const SCREENS = {
  'sign-in': { path: '/', signedIn: false },
  'sign-in-wrong': {
    path: '/', signedIn: false,
    go: async (page) => {
      await page.locator('input[name=email]').fill('s.bakker@vandijk.example');
      await page.locator('input[name=password]').fill('fout');
      await press(page, 'Enter');
      await page.locator('[role=alert]').waitFor();
    },
  },
  'second-factor': { path: '/', prepare: (state) => void (state.session = 'second_factor') },
  enrolment: { path: '/', prepare: (state) => void (state.session = 'enrolment') },
  'recovery-codes': {
    path: '/', prepare: (state) => void (state.session = 'enrolment'),
    go: async (page) => {
      await page.locator('input[name=code]').fill('123456');
      await press(page, 'Enter');
      await page.locator('ul li').first().waitFor();
    },
  },
  today: { path: '/' },
  'today-first': { path: '/', prepare: (state) => { state.dossiers = []; state.documents = []; } },
  dossiers: { path: '/dossiers', go: (page) => page.locator('[role=row]').nth(2).waitFor() },
  'dossiers-none': { path: '/dossiers?q=zzz' },
  'dossiers-empty': { path: '/dossiers', prepare: (state) => void (state.dossiers = []) },
  'dossiers-failing': { path: '/dossiers', prepare: failing(/v1\/dossiers$/), go: alert },
  'dossiers-busy': { path: '/dossiers', prepare: stalling(/v1\/dossiers$/), busy: true },
  'today-failing': { path: '/', prepare: failing(/v1\/dossiers$/), go: alert },
  'dossier-failing': { path: '/dossiers/d1', prepare: failing(/v1\/dossiers\/d1$/), go: alert },
  'dossier-busy': { path: '/dossiers/d1', prepare: stalling(/v1\/dossiers\/d1$/), busy: true },
  'bench-documents-failing': { path: '/dossiers/d1', prepare: failing(/d1\/documents$/), go: alert },
  'bench-documents-busy': { path: '/dossiers/d1', prepare: stalling(/d1\/documents$/), busy: true },
  'bench-document-failing': { path: '/dossiers/d1?doc=contract', prepare: failing(/v1\/documents\/contract$/), go: alert },
  'bench-pages-failing': { path: '/dossiers/d1?doc=mail', prepare: failing(/pages$/), go: alert },
  'bench-pdf-failing': { path: '/dossiers/d1?doc=contract', prepare: failing(/content$/), go: (page) => page.locator('article').first().waitFor() },
  'bench-failed-document': { path: '/dossiers/d1', go: (page) => page.getByRole('row', { name: /Vaststellings/ }).click() },
  'dossier-new': { path: '/dossiers?new=true', go: (page) => page.locator('[role=dialog]').waitFor() },
  bench: {
    path: '/dossiers/d1',
    go: async (page) => {
      await page.locator('[data-testid=answer] button').first().click();
      await page.locator('[data-mark]').first().waitFor();
    },
  },
  'bench-mail': { path: '/dossiers/d1?answer=a1&doc=mail&cite=a1-c3', go: (page) => page.locator('[data-mark]').first().waitFor() },
  'bench-docx': { path: '/dossiers/d1?doc=agreement', go: (page) => page.locator('ins').first().waitFor() },
  'bench-docx-cited': { path: '/dossiers/d1?answer=a1&doc=terms&cite=a1-c4', go: (page) => page.locator('[data-mark][data-tone=cite]').first().waitFor() },
  'bench-docx-hit': { path: '/dossiers/d1?doc=agreement&page=1&version=v-agreement&from=2050&to=2110', go: (page) => page.locator('[data-mark][data-tone=find]').first().waitFor() },
  'bench-docx-text': {
    path: '/dossiers/d1?answer=a1&doc=terms&cite=a1-c4',
    go: async (page) => {
      await page.locator('[data-mark]').first().waitFor();
      await page.getByRole('button', { name: /Meer met dit stuk|More with this document/ }).click();
      await page.getByRole('menuitem', { name: /Als tekst lezen|Read as text/ }).click();
      await page.locator('article [data-mark]').first().waitFor();
    },
  },
  'bench-docx-failing': { path: '/dossiers/d1?doc=agreement', prepare: failing(/\/word$/), go: alert },
  'bench-scan': { path: '/dossiers/d1?doc=scan', go: (page) => page.locator('canvas').first().waitFor() },
  'bench-find': {
    path: '/dossiers/d1?doc=contract',
    go: async (page) => {
      await page.locator('canvas').first().waitFor();
      await press(page, 'f');
      await page.keyboard.type('overschrijding');
      await page.locator('[data-mark][data-tone=find]').first().waitFor();
    },
  },
  'bench-find-none': { path: '/dossiers/d1?doc=terms', go: async (page) => { await page.getByText('Betaling geschiedt').first().waitFor(); await press(page, 'f'); await page.keyboard.type('walvis'); await page.getByText(/Niet gevonden in dit stuk|Not found in this document/).first().waitFor(); } },
  'bench-contents': {
    path: '/dossiers/d1?doc=contract',
    go: async (page) => {
      await page.locator('canvas').first().waitFor();
      await page.getByRole('button', { name: /Meer met dit stuk|More with this document/ }).click();
      await page.getByRole('menuitem', { name: /Inhoud van het stuk|what the document holds/ }).click();
      await page.getByRole('tab', { name: /Bladzijden|Pages/ }).waitFor();
    },
  },
  'bench-headings': {
    path: '/dossiers/d1?doc=terms',
    go: async (page) => {
      await page.getByText('Betaling geschiedt').first().waitFor();
      await page.getByRole('button', { name: /Meer met dit stuk|More with this document/ }).click();
      await page.getByRole('menuitem', { name: /Inhoud van het stuk|what the document holds/ }).click();
      await page.getByRole('grid', { name: /Koppen|Headings/ }).getByRole('row').nth(1).click();
      await page.locator('[data-mark]').first().waitFor();
    },
  },
  'bench-turned': {
    path: '/dossiers/d1?answer=a1&doc=contract&page=3&cite=a1-c1',
    go: async (page) => {
      await page.locator('[data-mark]').first().waitFor();
      await page.getByRole('button', { name: /Meer met dit stuk|More with this document/ }).click();
      await page.getByRole('menuitem', { name: /kwartslag|quarter/ }).click();
      await page.locator('[data-mark]').first().waitFor();
    },
  },
  'bench-hit': { path: '/dossiers/d1?doc=contract&page=3&version=v-contract&from=10&to=60', go: (page) => page.locator('[data-mark][data-tone=find]').first().waitFor() },
  'bench-unread-page': {
    path: '/dossiers/d1?doc=scan',
    go: async (page) => {
      await page.getByRole('button', { name: /Meer met dit stuk|More with this document/ }).click();
      await page.getByRole('menuitem', { name: /Als tekst lezen|Read as text/ }).click();
      await page.locator('article').first().waitFor();
    },
  },
  'bench-none-found': { path: '/dossiers/d1?answer=a2' },
  'bench-interrupted': { path: '/dossiers/d1?answer=a3' },
  'bench-false-quote': { path: '/dossiers/d1?answer=a4&doc=contract&page=3&cite=a4-c2', go: (page) => page.locator('canvas').first().waitFor() },
  'bench-new-question': { path: '/dossiers/d1?answer=new' },
  'bench-empty': { path: '/dossiers/leeg' },
  'bench-read-only': { path: '/dossiers/lezen' },
  'bench-closed': { path: '/dossiers/d6' },
  'bench-half': { path: '/dossiers/d2' },
  'bench-gone': { path: '/dossiers/d1?doc=weg' },
  'bench-running': {
    path: '/dossiers/d1?answer=new',
    prepare: (state) => void state.held.add('boete'),
    go: async (page) => {
      await page.locator('textarea').fill('Is er een boete verschuldigd?');
      await press(page, 'Enter');
      await page.getByText('kalenderdag', { exact: false }).first().waitFor();
    },
  },
  'bench-search': { path: '/dossiers/d1', go: async (page) => { await page.locator('input[type=search]').fill('boete'); await page.locator('[role=grid] mark').first().waitFor(); } },
  'bench-upload': {
    path: '/dossiers/d1',
    go: async (page) => {
      await page.route('**/api/v1/uploads/*', (route) => route.abort());
      const names = ['Brief aan Van Loon.docx', 'Foto’s gevel.zip', 'Offerte herstel.pdf', 'Bankafschrift juli.pdf', 'Notitie gesprek.txt'];
      await page.locator('input[type=file][multiple]').first().setInputFiles(names.map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(40_000) })));
    },
  },
  'bench-row-menu': { path: '/dossiers/d1', go: async (page) => { await page.locator('[role=row] button').first().click(); await page.locator('[role=menu]').waitFor(); } },
  'bench-passages': { path: '/dossiers/d1?answer=a1', go: async (page) => { await page.getByRole('button', { name: /Gebruikte passages|Passages used/ }).click(); await page.locator('[role=dialog]').waitFor(); } },
  'bench-tablet': { path: '/dossiers/d1?answer=a1', viewport: { width: 900, height: 1100 } },
  'bench-tablet-doc': { path: '/dossiers/d1?answer=a1&doc=contract&page=3&cite=a1-c1', viewport: { width: 900, height: 1100 }, go: (page) => page.locator('[data-mark]').first().waitFor() },
  'bench-phone': { path: '/dossiers/d1?answer=a1', viewport: { width: 390, height: 844 } },
  overview: { path: '/dossiers/d1/overview' },
  'overview-edit': { path: '/dossiers/d1/overview', go: (page) => page.getByRole('button', { name: /Wijzigen|Edit/ }).click() },
  'overview-conflict': {
    path: '/dossiers/d1/overview',
    go: async (page, state) => {
      await page.getByRole('button', { name: /Wijzigen|Edit/ }).click();
      await page.locator('form input').first().fill('De Vries en Van Loon');
      Object.assign(state.dossiers[0], { name: 'De Vries c.s. / Van Loon', revision: 9 });
      await page.getByRole('button', { name: /Opslaan|Save/ }).click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
  ...REVIEW_SCREENS,
  ...COMPARE_SCREENS,
  ...DRAFT_SCREENS,
  ...DEADLINE_SCREENS,
  ...CONFLICT_SCREENS,
  ...MAIL_SCREENS,
  ...PEOPLE_SCREENS,
  ...TRAINING_SCREENS,
  ...REGISTER_SCREENS,
  ...ACCOUNTABILITY_SCREENS,
  ...LAW_SCREENS,
  ...CHECK_SCREENS,
  ...SANCTION_SCREENS,
  ...LIBRARY_SCREENS,
  ...TEXT_SCREENS,
  search: { path: '/search' },
  'search-found': { path: '/search?q=boete', go: (page) => page.locator('[role=grid] mark').first().waitFor() },
  'search-failing': { path: '/search?q=boete', prepare: failing(/v1\/search$/), go: alert },
  'search-busy': { path: '/search?q=boete', prepare: stalling(/v1\/search$/), busy: true },
  'search-none': { path: '/search?q=walvis' },
  walls: { path: '/admin/walls', prepare: administrator, go: (page) => page.locator('[role=row]').nth(1).waitFor() },
  'walls-none': { path: '/admin/walls', prepare: (state) => { administrator(state); state.walls = []; } },
  'walls-busy': { path: '/admin/walls', prepare: (state) => { administrator(state); stalling(/v1\/walls$/)(state); }, busy: true },
  'walls-failing': { path: '/admin/walls', prepare: (state) => { administrator(state); failing(/v1\/walls$/)(state); }, go: alert },
  'walls-refused': { path: '/admin/walls' },
  'walls-raise': {
    path: '/admin/walls', prepare: administrator,
    go: async (page) => {
      await page.getByRole('button', { name: /Muur oprichten|Raise a wall/ }).click();
      await page.getByRole('textbox').first().fill('2026-9999');
      await page.getByRole('dialog').getByRole('button', { name: /Oprichten|^Raise$/ }).click();
      await alert(page);
    },
  },
  'walls-lift': { path: '/admin/walls', prepare: administrator, go: async (page) => { await page.getByRole('button', { name: /opheffen|Lift the wall/ }).first().click(); await page.locator('[role=alertdialog]').waitFor(); } },
  account: { path: '/account' },
  palette: { path: '/', go: async (page) => { await page.locator('h1').waitFor(); await press(page, 'Control+k'); await page.locator('[role=menuitem], [role=option]').first().waitFor(); } },
  help: { path: '/dossiers/d1?answer=a1', go: async (page) => { await page.locator('[data-testid=answer] button').first().waitFor(); await press(page, 'Shift+?'); await page.locator('[role=dialog]').waitFor(); } },
  tray: { path: '/', go: async (page) => { await page.getByRole('button', { name: /^(Werk|Work)/ }).click(); await page.locator('[role=dialog]').waitFor(); } },
  menu: { path: '/', go: async (page) => { await page.getByRole('button', { name: /Bakker/ }).click(); await page.locator('[role=menu]').waitFor(); } },
  'not-found': { path: '/nergens' },
  'dossier-not-found': { path: '/dossiers/onbekend' },
  offline: { path: '/', go: async (page) => { await page.locator('h1').waitFor(); await page.context().setOffline(true); await page.locator('[role=alert]').waitFor(); } },
  'today-phone': { path: '/', viewport: { width: 390, height: 844 } },
  'dossiers-phone': { path: '/dossiers', viewport: { width: 390, height: 844 } },
};
