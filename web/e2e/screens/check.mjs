/** The states of checks: the list, a new one, one check, a finding; and of playbooks in the library. */
const PATH = '/dossiers/d1/checks';
const CHECK = `${PATH}/ch1`;
const BOOK = '/drafting/playbooks/verwerking';
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const row = (page) => page.locator('[role=row]').nth(1).waitFor();
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const button = (page, name) => page.getByRole('button', { name });
const dialog = (page) => page.locator('[role=dialog]').last();
const reader = (state) => {
  state.user.role = 'read_only';
  for (const one of state.dossiers) one.rights = { ...one.rights, add_documents: false };
};
const finding = (page) => page.getByTestId('finding').waitFor();
const open = async (page, name) => {
  await finding(page);
  await page.getByRole('option', { name }).click();
};
const begin = async (page) => {
  await row(page);
  await button(page, /^(Nieuwe controle|New check)$/).click();
  await dialog(page).waitFor();
};
const pick = async (page, label, option) => {
  await page.getByRole('dialog').getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).first().click();
};
const filled = async (page) => {
  await begin(page);
  await pick(page, /Stuk|Document/, /Onderaanneming/);
  await pick(page, /Playbook/, /Verwerkersovereenkomst|Data processing/);
  await page.getByText(/Waar worden de gegevens|Where is the data/).first().waitFor();
};
const run = (page) => page.getByRole('dialog').getByRole('button', { name: /^(Controleren|Check)$/ }).click();
const edit = async (page, text) => {
  await button(page, /^(Wijzigen|Edit)$/).click();
  await page.locator('textarea').fill(text);
  await button(page, /^(Opslaan|Save)$/).click();
};

export const CHECK_SCREENS = {
  checks: { path: PATH, go: row },
  'checks-empty': { path: PATH, prepare: (state) => void (state.checks = []) },
  'checks-read-only': { path: PATH, prepare: (state) => { state.checks = []; reader(state); } },
  'checks-failing': { path: PATH, prepare: failing(/d1\/checks$/), go: alert },
  'checks-busy': { path: PATH, prepare: stalling(/d1\/checks$/), busy: true },
  'check-new': { path: PATH, go: filled },
  'check-new-lacking': { path: PATH, go: async (page) => { await begin(page); await run(page); await alert(page); } },
  'check-new-refused': { path: PATH, go: async (page) => { await filled(page); await pick(page, /Waar worden|Where is/, /ook buiten|outside/); await run(page); await page.getByText(/geen tekst gevonden|No text was found/).waitFor(); } },
  'check-new-no-playbooks': { path: PATH, prepare: (state) => void (state.playbooks = []), go: async (page) => { await begin(page); await page.getByText(/geen playbook|no playbook/).waitFor(); } },
  'check-new-failing': { path: PATH, prepare: failing(/v1\/playbooks$/), go: async (page) => { await begin(page); await alert(page); } },
  check: { path: CHECK, go: finding },
  'check-decided': { path: CHECK, go: (page) => open(page, /Subverwerkers|Sub-processors/) },
  'check-decide-lacking': { path: CHECK, go: async (page) => { await open(page, /Doorgifte|Transfers/); await button(page, /^(Beslissing vastleggen|Record the decision)$/).click(); await alert(page); } },
  'check-decide-refused': { path: CHECK, go: async (page) => { await open(page, /Doorgifte|Transfers/); await page.getByRole('radio', { name: /Risico aanvaard|Risk accepted/ }).click({ force: true }); await page.locator('textarea').fill('FOUT'); await button(page, /^(Beslissing vastleggen|Record the decision)$/).click(); await page.getByText(/geen tekst zijn|are no text/).waitFor(); } },
  'check-decide-conflict': { path: CHECK, go: async (page, state) => { await open(page, /Doorgifte|Transfers/); await page.getByRole('radio', { name: /Te herstellen|To be repaired/ }).click({ force: true }); await page.locator('textarea').fill('Cliënt wil dit niet.'); state.checks.find((one) => one.id === 'ch1').revision = 9; await button(page, /^(Beslissing vastleggen|Record the decision)$/).click(); await alert(page); } },
  'check-acceptable': { path: CHECK, go: (page) => open(page, /Geheimhouding|Confidentiality/) },
  'check-taken-refused': { path: CHECK, go: async (page) => { await finding(page); await page.getByRole('checkbox').check(); await button(page, /^1 (voorstel naar|proposal to)/).click(); await alert(page); } },
  'check-report': { path: CHECK, go: async (page) => { await finding(page); await button(page, /^(Rapport|Report)$/).click(); await page.locator('[role=menu]').waitFor(); } },
  'check-report-no-pdf': { path: CHECK, go: async (page) => { await finding(page); await button(page, /^(Rapport|Report)$/).click(); await page.getByRole('menuitem', { name: /PDF/ }).click(); await alert(page); } },
  'check-again': { path: `${PATH}/ch2`, go: (page) => page.getByTestId('difference').waitFor() },
  'check-again-refused': { path: CHECK, prepare: (state) => void Object.assign(state.checks.find((one) => one.id === 'ch1'), { told: { branche: 'zorg' } }), go: async (page) => { await finding(page); await button(page, /^(Opnieuw controleren|Check again)$/).click(); await page.getByText(/vraagt dit niet meer|does not ask this any more/).waitFor(); } },
  'check-facts': { path: `${PATH}/ch2`, go: async (page) => { await finding(page); await page.locator('summary').first().click(); await page.getByTestId('hash').waitFor(); } },
  'check-outdated': { path: CHECK, prepare: (state) => void Object.assign(state.checks.find((one) => one.id === 'ch1'), { outdated: true }), go: finding },
  'check-reader': { path: CHECK, prepare: reader, go: finding },
  'check-gone': { path: `${PATH}/weg` },
  'check-failing': { path: CHECK, prepare: failing(/checks\/ch1$/), go: alert },
  'check-busy': { path: CHECK, prepare: stalling(/checks\/ch1$/), busy: true },
  playbooks: { path: '/drafting/playbooks', go: row },
  'playbooks-empty': { path: '/drafting/playbooks', prepare: (state) => void (state.playbooks = []) },
  'playbooks-failing': { path: '/drafting/playbooks', prepare: failing(/v1\/playbooks$/), go: alert },
  'playbooks-busy': { path: '/drafting/playbooks', prepare: stalling(/v1\/playbooks$/), busy: true },
  playbook: { path: BOOK, go: (page) => page.locator('article').first().waitFor() },
  'playbook-unreadable': { path: BOOK, prepare: (state) => void Object.assign(state.playbooks[0], { rules: [] }), go: (page) => page.getByText(/niet meer te lezen|cannot be read any more/).waitFor() },
  'playbook-signs': { path: BOOK, go: async (page) => { await page.locator('article details summary').first().click(); await page.locator('article code').first().waitFor(); } },
  'playbook-approve': { path: '/drafting/playbooks/geheim', go: async (page) => { await button(page, /^(Goedkeuren|Approve)$/).click(); await dialog(page).waitFor(); } },
  'playbook-withdraw': { path: BOOK, go: async (page) => { await button(page, /^(Intrekken|Withdraw)$/).click(); await page.locator('[role=alertdialog]').waitFor(); } },
  'playbook-edit-faults': { path: BOOK, go: async (page) => { await edit(page, 'FOUT'); await alert(page); } },
  'playbook-edit-conflict': { path: BOOK, go: async (page, state) => { await page.locator('article').first().waitFor(); state.playbooks[0].revision = 9; await edit(page, 'key = "x"'); await alert(page); } },
  'playbook-new': { path: '/drafting/playbooks/new', go: async (page) => { await page.locator('textarea').waitFor(); await button(page, /^(Opslaan|Save)$/).click(); await page.getByText(/Schrijf de tekst|Write the text/).waitFor(); } },
  'playbook-older': { path: BOOK, go: async (page) => { await page.getByRole('button', { name: /^(Openen|Open) / }).last().click(); await page.locator('pre').waitFor(); } },
  'playbook-gone': { path: '/drafting/playbooks/weg' },
  'playbook-failing': { path: BOOK, prepare: failing(/playbooks\/verwerking$/), go: alert },
  'playbook-busy': { path: BOOK, prepare: stalling(/playbooks\/verwerking$/), busy: true },
};
