/** The states of roles and what is asked of them, and of a person whose training is over. */
const admin = (state) => void (state.user.role = 'firm_administrator');
const button = (page, name) => page.getByRole('button', { name });
const dialog = (page) => page.locator('[role=dialog]').last();
const open = async (page) => {
  await button(page, /^(Rollen en eisen|Roles and requirements)$/).click();
  await dialog(page).waitFor();
};
const shown = async (page) => {
  await open(page);
  await dialog(page).getByRole('group').first().waitFor();
};
const pick = async (page, label, name) => {
  await dialog(page).getByRole('button', { name: label }).click();
  await page.getByRole('option', { name }).first().click();
};

const adding = async (page) => {
  await shown(page);
  await dialog(page).getByRole('button', { name: /^(Persoon toevoegen|Add person)$/ }).click();
  await dialog(page).locator('#add-person').waitFor();
};
const fill = async (page, name, email) => {
  await dialog(page).locator('#add-person input').nth(0).fill(name);
  await dialog(page).locator('#add-person input').nth(1).fill(email);
};
const add = (page) => dialog(page).getByRole('button', { name: /^(Toevoegen|Add)$/ }).click();

export const PEOPLE_SCREENS = {
  requirements: { path: '/registers', prepare: admin, go: shown },
  'requirements-none': { path: '/registers', prepare: (state) => { admin(state); state.asked.lawyer = []; }, go: shown },
  'requirements-phone': { path: '/registers', prepare: admin, viewport: { width: 320, height: 720 }, go: shown },
  'requirements-set': {
    path: '/registers', prepare: admin,
    go: async (page) => { await shown(page); await dialog(page).locator('fieldset').nth(2).getByRole('checkbox').first().click(); await page.waitForFunction(() => document.querySelectorAll('[role=dialog] fieldset:nth-of-type(3) input:checked').length === 1); },
  },
  'requirements-failing': { path: '/registers', prepare: (state) => { admin(state); state.fail = (method, path) => /requirements$/.test(path); }, go: async (page) => { await open(page); await dialog(page).locator('[role=alert]').first().waitFor(); } },
  'role-refused': {
    path: '/registers', prepare: admin,
    go: async (page) => {
      await shown(page);
      await pick(page, /(Persoon|Person)$/, /Yilmaz/);
      await pick(page, /Nieuwe rol|New role/, /^(Advocaat|Lawyer)/);
      await dialog(page).getByRole('button', { name: /^(Rol geven|Give role)$/ }).click();
      await dialog(page).locator('p[role=alert]').waitFor();
    },
  },
  'people-many': { path: '/registers', prepare: (state) => { admin(state); for (let n = 0; n < 20; n += 1) state.people.push({ id: `m${n}`, name: `Medewerker met een lange naam nummer ${n + 1}`, role: 'staff', met: [], rows: {} }); }, go: shown },
  'people-none-found': {
    path: '/registers', prepare: (state) => { admin(state); for (let n = 0; n < 9; n += 1) state.people.push({ id: `m${n}`, name: `Medewerker ${n + 1}`, role: 'staff', met: [], rows: {} }); },
    go: async (page) => { await shown(page); await dialog(page).getByRole('searchbox').fill('zzz'); await dialog(page).getByText(/^(Niemand gevonden|Nobody found)/).waitFor(); },
  },
  'person-add': { path: '/registers', prepare: admin, go: adding },
  'person-add-phone': { path: '/registers', prepare: admin, viewport: { width: 320, height: 720 }, go: adding },
  'person-add-empty': { path: '/registers', prepare: admin, go: async (page) => { await adding(page); await add(page); await dialog(page).locator('[data-invalid]').nth(1).waitFor(); } },
  'person-add-refused': {
    path: '/registers', prepare: (state) => { admin(state); state.asked.read_only = []; state.asked.lawyer = ['confidentiality']; },
    go: async (page) => { await adding(page); await fill(page, 'Bo Nieuw', 'b.nieuw@vandijk.example'); await pick(page, /(Rol|Role)$/, /^(Advocaat|Lawyer)/); await add(page); await dialog(page).locator('p[role=alert]').waitFor(); },
  },
  'person-add-no-address': { path: '/registers', prepare: admin, go: async (page) => { await adding(page); await fill(page, 'Bo Nieuw', 'bo'); await add(page); await dialog(page).locator('[data-invalid]').first().waitFor(); } },
  'person-add-failing': { path: '/registers', prepare: (state) => { admin(state); state.fail = (method, path) => method === 'POST' && /people$/.test(path); }, go: async (page) => { await adding(page); await fill(page, 'Bo Nieuw', 'b.nieuw@vandijk.example'); await add(page); await dialog(page).locator('[role=alert]').first().waitFor(); } },
  'person-added': { path: '/registers', prepare: admin, go: async (page) => { await adding(page); await fill(page, 'Bo Nieuw', 'b.nieuw@vandijk.example'); await add(page); await dialog(page).locator('input[readonly]').waitFor(); } },
  'row-about-person': { path: '/registers/leveranciers?about=u2', prepare: admin, go: (page) => dialog(page).waitFor() },
  'training-required': { path: '/dossiers', prepare: (state) => void (state.untrained = true), go: (page) => page.locator('[role=alert]').first().waitFor() },
};
