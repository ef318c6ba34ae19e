/** The states of public law: a provision, a decision, the report on a document, law in an answer and in a search. */
const PROVISION = '/law/provisions/BWBR0005289/94';
const DECISION = '/law/decisions/ECLI:NL:RBAMS:2021:77';
const CHECK = '/dossiers/d1/documents/terms/references';
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const button = (page, name) => page.getByRole('button', { name });
const totals = (page) => page.getByTestId('totals').waitFor();

async function compare(page) {
  for (const [name, day] of [[/(Van|From)$/, /1992/], [/(Naar|To)$/, /2024/]]) {
    await button(page, name).click();
    await page.getByRole('option', { name: day }).last().click();
  }
  await page.locator('ins').first().waitFor();
}

export const LAW_SCREENS = {
  'law-provision': { path: PROVISION, go: (page) => page.getByText('ECLI:NL:RBAMS:2021:77').waitFor() },
  'law-provision-older': { path: `${PROVISION}?on=2013-06-01`, go: (page) => page.getByText(/1 juni 2013|1 June 2013/).waitFor() },
  'law-provision-none': { path: `${PROVISION}?on=1986-01-01`, go: (page) => page.getByText(/Geen tekst op deze dag|No text on this day/).waitFor() },
  'law-provision-unknown': { path: '/law/provisions/BWBR0005289/9999', go: (page) => page.getByText(/Geen tekst op deze dag|No text on this day/).waitFor() },
  'law-provision-failing': { path: PROVISION, prepare: failing(/provisions/), go: alert },
  'law-provision-busy': { path: PROVISION, prepare: stalling(/provisions/), busy: true },
  'law-difference': { path: PROVISION, go: compare },
  'law-decision': { path: `${DECISION}?at=%224.2%22`, go: (page) => page.locator('[data-marked]').waitFor() },
  'law-decision-none': { path: '/law/decisions/ECLI:NL:HR:2019:1234', go: (page) => page.getByText(/niet in de bibliotheek|not in the library/).first().waitFor() },
  'law-decision-failing': { path: DECISION, prepare: failing(/law\/decisions\//), go: alert },
  'law-check': { path: CHECK, go: totals },
  'law-check-open': { path: CHECK, go: async (page) => { await totals(page); await button(page, /Open de tekst van art\. 6:94|Open the text of art\. 6:94/).click(); await page.locator('[role=dialog]').getByText(/Versies|Versions/).waitFor(); } },
  'law-check-day': { path: CHECK, go: async (page) => { await totals(page); await page.getByRole('textbox').fill('30-02-2024'); await page.getByText(/een dag die bestaat|a day that exists/).waitFor(); } },
  'law-check-none': { path: '/dossiers/d1/documents/agreement/references', go: (page) => page.getByText(/Geen verwijzingen gevonden|No references found/).waitFor() },
  'law-check-failing': { path: CHECK, prepare: failing(/references$/), go: alert },
  'law-check-busy': { path: CHECK, prepare: stalling(/references$/), busy: true },
  'law-answer': { path: '/dossiers/d1?answer=a5', go: (page) => page.getByRole('list', { name: /Verwijzingen in dit antwoord|References in this answer/ }).waitFor() },
  'law-answer-open': { path: '/dossiers/d1?answer=a5', go: async (page) => { await page.locator('[data-testid=answer]').getByRole('button', { name: /6:94/ }).first().click(); await page.locator('[role=dialog]').getByText(/Versies|Versions/).waitFor(); } },
  'law-answer-citing': { path: '/dossiers/d1?answer=a5', go: async (page) => { await page.locator('[data-testid=answer]').getByRole('button', { name: /6:94/ }).first().click(); await page.locator('[role=dialog]').getByRole('button', { name: /RBAMS/ }).click(); await page.locator('[data-marked]').waitFor(); } },
  'law-search': { path: '/search?q=boete', go: (page) => page.getByRole('region', { name: /In de wet|In the law/ }).waitFor() },
};
