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

export const PEOPLE_SCREENS = {
  requirements: { path: '/registers', prepare: admin, go: shown },
  'requirements-none': { path: '/registers', prepare: (state) => { admin(state); state.asked.lawyer = []; }, go: shown },
  'requirements-phone': { path: '/registers', prepare: admin, viewport: { width: 320, height: 720 }, go: shown },
  'requirements-set': {
    path: '/registers', prepare: admin,
    go: async (page) => { await shown(page); await dialog(page).getByRole('group').nth(2).getByRole('checkbox').first().click(); await page.waitForFunction(() => document.querySelectorAll('[role=dialog] fieldset:nth-of-type(3) input:checked').length === 1); },
  },
  'requirements-failing': { path: '/registers', prepare: (state) => { admin(state); state.fail = (method, path) => /requirements$/.test(path); }, go: async (page) => { await open(page); await dialog(page).locator('[role=alert]').first().waitFor(); } },
  'role-refused': {
    path: '/registers', prepare: admin,
    go: async (page) => {
      await shown(page);
      await pick(page, /Persoon|Person/, /Yilmaz/);
      await pick(page, /Nieuwe rol|New role/, /^(Advocaat|Lawyer)/);
      await dialog(page).getByRole('button', { name: /^(Rol geven|Give role)$/ }).click();
      await dialog(page).locator('p[role=alert]').waitFor();
    },
  },
  'training-required': { path: '/dossiers', prepare: (state) => void (state.untrained = true), go: (page) => page.locator('[role=alert]').first().waitFor() },
};
