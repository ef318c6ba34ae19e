/** The states of deadlines: the list, adding, one deadline, calendars, absences, the first page. */
const PATH = '/dossiers/d1/deadlines';
const row = (page) => page.locator('[role=row]').nth(1).waitFor();
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const button = (page, name) => page.getByRole('button', { name });
const dialog = (page) => page.locator('[role=dialog]').last();

const open = async (page, name) => {
  await row(page);
  await page.getByRole('row', { name }).filter({ hasText: /voorgesteld|proposed|bevestigd|confirmed/ }).first().click();
  await dialog(page).waitFor();
};
const add = async (page) => {
  await row(page);
  await button(page, /^(Termijn toevoegen|Add deadline)$/).click();
  await page.getByRole('grid', { name: /Termijnen uit de wet|Terms of the law/ }).waitFor();
};
const choose = async (page, name) => {
  await add(page);
  await dialog(page).getByRole('row', { name }).click();
  await page.locator('#add-deadline').waitFor();
};
const date = (page) => page.getByRole('textbox', { name: /^(Datum|Date)/ });
const own = async (page) => {
  await add(page);
  await button(page, /^(Een eigen termijn|A term of your own)$/).click();
  await page.locator('#add-deadline').waitFor();
};

export const DEADLINE_SCREENS = {
  deadlines: { path: PATH, go: row },
  'deadlines-empty': { path: PATH, prepare: (state) => void (state.deadlines = []) },
  'deadlines-read-only': { path: PATH, prepare: (state) => { state.dossiers[0].rights.add_documents = false; state.deadlines = []; } },
  'deadlines-failing': { path: PATH, prepare: failing(/deadlines$/), go: alert },
  'deadlines-busy': { path: PATH, prepare: stalling(/d1\/deadlines$/), busy: true },
  'deadlines-phone': { path: PATH, viewport: { width: 390, height: 844 }, go: row },
  deadline: { path: PATH, go: (page) => open(page, /Bezwaar|Objection/) },
  'deadline-step': { path: PATH, go: (page) => open(page, /Gronden gereed|Grounds ready/) },
  'deadline-confirmed': { path: PATH, go: (page) => open(page, /Verjaring|Limitation/) },
  'deadline-remove': { path: PATH, go: async (page) => { await open(page, /Verjaring|Limitation/); await button(page, /^(Verwijderen|Remove)$/).click(); await page.locator('[role=alertdialog]').waitFor(); } },
  'deadline-date': { path: PATH, go: async (page) => { await open(page, /Verjaring|Limitation/); await button(page, /^(Datum wijzigen|Change date)$/).click(); await page.getByTestId('last-day').waitFor(); } },
  'deadline-staff': { path: PATH, prepare: (state) => void (state.user.role = 'staff'), go: (page) => open(page, /Bezwaar|Objection/) },
  'deadline-conflict': { path: PATH, prepare: failing(/confirm$/), go: async (page) => { await open(page, /Bezwaar|Objection/); await button(page, /^(Bevestigen|Confirm)$/).click(); await alert(page); } },
  'deadline-choose': { path: PATH, go: add },
  'deadline-choose-none': { path: PATH, go: async (page) => { await add(page); await page.getByRole('searchbox').fill('walvis'); await page.getByText(/Geen termijn past|No term fits/).waitFor(); } },
  'deadline-choose-failing': { path: PATH, prepare: failing(/terms$/), go: async (page) => { await row(page); await button(page, /^(Termijn toevoegen|Add deadline)$/).click(); await alert(page); } },
  'deadline-add': { path: PATH, go: (page) => choose(page, /Bezwaar|Objection/) },
  'deadline-add-result': { path: PATH, go: async (page) => { await choose(page, /Bezwaar|Objection/); await date(page).fill('16-03-2027'); await page.getByTestId('last-day').waitFor(); } },
  'deadline-add-hours': { path: PATH, go: async (page) => { await choose(page, /Datalek|breach/); await date(page).fill('16-03-2027'); await page.getByRole('textbox', { name: /Tijdstip|^Time/ }).fill('14:20'); await page.getByTestId('last-day').waitFor(); } },
  'deadline-add-wrong': { path: PATH, go: async (page) => { await choose(page, /Bezwaar|Objection/); await date(page).fill('30-02-2027'); await button(page, /^(Vastleggen|Record)$/).click(); await page.getByText(/een dag die bestaat|a day that exists/).waitFor(); } },
  'deadline-add-refused': { path: PATH, go: async (page) => { await choose(page, /Bezwaar|Objection/); await date(page).fill('16-03-1980'); await date(page).blur(); await page.getByText(/vanaf 1983|from 1983/).waitFor(); } },
  'deadline-add-own': { path: PATH, go: async (page) => { await own(page); await button(page, /^(Vastleggen|Record)$/).click(); await page.getByText(/Vul dit in|Fill this in/).first().waitFor(); } },
  'deadline-add-chain': { path: PATH, go: async (page) => { await choose(page, /Bezwaar|Objection/); await date(page).fill('16-03-2027'); const more = button(page, /^(Stap toevoegen|Add step)$/); await more.click(); await more.click(); await page.getByTestId('last-day').waitFor(); } },
  calendars: { path: PATH, go: async (page) => { await row(page); await button(page, /^(Agenda-abonnement|Calendar subscription)$/).click(); await page.getByText(/Uw adressen|Your addresses/).waitFor(); } },
  'calendars-made': { path: PATH, go: async (page) => { await row(page); await button(page, /^(Agenda-abonnement|Calendar subscription)$/).click(); await button(page, /^(Adres maken|Make address)$/).click(); await page.getByRole('textbox', { name: /Geheim adres|Secret address/ }).waitFor(); } },
  'calendars-failing': { path: PATH, prepare: failing(/calendars$/), go: async (page) => { await row(page); await button(page, /^(Agenda-abonnement|Calendar subscription)$/).click(); await alert(page); } },
  absences: { path: '/account', go: (page) => page.getByText(/Waarnemer: mr|Stand-in: mr/).waitFor() },
  'absences-wrong': { path: '/account', go: async (page) => { await button(page, /^(Afwezigheid toevoegen|Add absence)$/).click(); await page.getByText(/Kies wie waarneemt|Choose who stands in/).waitFor(); } },
  'today-due': { path: '/', go: (page) => page.getByText(/waarneming voor|standing in for/).waitFor() },
  'today-due-none': { path: '/', prepare: (state) => void (state.deadlines = []), go: (page) => page.getByText(/geen termijn van u|No deadline of yours/).waitFor() },
};
