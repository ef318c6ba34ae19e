/** The states of checks: the list, a new one, one check, a finding; and of playbooks in the library. */
import { POSITIONS, answered } from '../mock/checks.mjs';

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

/** The check of the mock in a state in which nothing is found. */
const unmade = (more) => (state) => void Object.assign(state.checks.find((one) => one.id === 'ch1'), { findings: [], counts: { unacceptable: 0, review: 0, acceptable: 0, not_applicable: 0, undecided: 0 }, report_sha256: null, still: true, ...more });
const unmadeShown = (page) => page.getByTestId('unmade').waitFor();
/** The same with what a language model answered. */
const withAnswers = (state) => void Object.assign(state.checks.find((one) => one.id === 'ch1'), { findings: answered(state.user.language), questions: 'asked', counts: { unacceptable: 2, review: 2, acceptable: 0, not_applicable: 0, undecided: 3 } });
const answer = async (page, name) => {
  await open(page, name);
  await page.getByTestId('answer').waitFor();
};

const proposing = (state) => void Object.assign(state.checks.find((one) => one.id === 'ch1'), { positions: POSITIONS });
const positions = async (page) => {
  await finding(page);
  await page.getByText(/register van leveranciers|register of suppliers/).first().click();
};
const confirming = async (page) => {
  await positions(page);
  await page.getByTestId('positions').getByRole('button', { name: /Leverancier|Supplier/ }).click();
  await page.getByRole('option', { name: /Rekencentrum/ }).click();
  await page.getByRole('checkbox', { name: /recht op audit|right of audit/ }).check();
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
  'checks-running': { path: PATH, prepare: unmade({ state: 'running' }), go: row },
  'checks-failed': { path: PATH, prepare: unmade({ state: 'failed', trouble: 'internal' }), go: row },
  'check-running': { path: CHECK, prepare: unmade({ state: 'running' }), go: (page) => page.getByTestId('running').waitFor() },
  'check-asking': { path: CHECK, prepare: unmade({ state: 'running', step: { done: 2, total: 5 } }), go: (page) => page.getByTestId('running').waitFor() },
  'check-begun': { path: PATH, go: async (page) => { await filled(page); await run(page); await page.waitForURL(/checks\/.+/); await finding(page); } },
  'check-stopped': { path: CHECK, prepare: unmade({ state: 'running' }), go: async (page) => { await button(page, /^(Stoppen|Stop)$/).click(); await unmadeShown(page); } },
  'check-stop-failing': { path: CHECK, prepare: (state) => { unmade({ state: 'running' })(state); failing(/\/stop$/)(state); }, go: async (page) => { await button(page, /^(Stoppen|Stop)$/).click(); await alert(page); } },
  'check-failed': { path: CHECK, prepare: unmade({ state: 'failed', trouble: 'no_text' }), go: unmadeShown },
  'check-failed-reader': { path: CHECK, prepare: (state) => { unmade({ state: 'failed', trouble: 'internal' })(state); reader(state); }, go: unmadeShown },
  'check-answer-objects': { path: CHECK, prepare: withAnswers, go: (page) => answer(page, /Geheimhouding|Confidentiality/) },
  'check-answer-confirms': { path: CHECK, prepare: withAnswers, go: (page) => answer(page, /Datalekken|Breaches/) },
  'check-answer-unverified': { path: CHECK, prepare: withAnswers, go: (page) => answer(page, /Doorgifte|Transfers/) },
  'check-answer-none': { path: CHECK, prepare: withAnswers, go: (page) => answer(page, /Subverwerkers|Sub-processors/) },
  'check-positions': { path: CHECK, prepare: proposing, go: confirming },
  'check-positions-none': { path: CHECK, prepare: (state) => { proposing(state); state.register_rows = []; }, go: async (page) => { await positions(page); await page.getByText(/geen leverancier|no supplier/).waitFor(); } },
  'check-positions-failing': { path: CHECK, prepare: (state) => { proposing(state); failing(/register-rows/)(state); }, go: async (page) => { await confirming(page); await button(page, /^(1 positie bevestigen|Confirm 1 position)$/).click(); await alert(page); } },
  'check-without-ai': { path: CHECK, prepare: (state) => void Object.assign(state.checks.find((one) => one.id === 'ch1'), { questions: 'forbidden' }), go: finding },
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
