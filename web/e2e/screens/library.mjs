/** The states of the library: templates and clauses. */
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const row = (page) => page.locator('[role=row]').nth(1).waitFor();
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const paper = (page) => page.getByText('Partij A').first().waitFor();
const reader = (state) => void (state.user.role = 'read_only');
const dialog = (page) => page.locator('[role=dialog]').waitFor();
const TEMPLATE = '/drafting/templates/huur';
const CLAUSE = '/drafting/clauses/cl1';
const add = async (page, name, content) => {
  await page.getByRole('button', { name: /Sjabloon toevoegen|Add a template/ }).first().click();
  await dialog(page);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
};
const confirm = (page, name) => page.getByRole('dialog').getByRole('button', { name }).click();
const tab = (page, name) => page.getByRole('tab', { name }).click();
/** A question whose condition is refused when it is moved before what it asks about. */
const refused = async (page) => {
  await paper(page);
  await tab(page, /Vragen|Questions/);
  await page.getByRole('button', { name: /^(Hoe lang omhoog|Move Hoe lang up|Hoe lang up)/ }).click();
  await page.getByRole('button', { name: /Vragen opslaan|Save the questions|Save questions/ }).click();
  await page.locator('li[data-wrong] [role=alert]').waitFor();
};

export const LIBRARY_SCREENS = {
  templates: { path: '/drafting', go: row },
  'templates-none': { path: '/drafting', go: async (page) => { await row(page); await page.getByRole('searchbox').fill('walvis'); await page.getByText(/Geen sjabloon past|No template fits/).waitFor(); } },
  'templates-empty': { path: '/drafting', prepare: (state) => void (state.templates = []) },
  'templates-read-only': { path: '/drafting', prepare: reader, go: row },
  'templates-failing': { path: '/drafting', prepare: failing(/templates$/), go: alert },
  'templates-busy': { path: '/drafting', prepare: stalling(/templates$/), busy: true },
  'template-add': { path: '/drafting', go: async (page) => { await row(page); await add(page, 'Huur_winkelruimte.docx', 'goed'); } },
  'template-add-faults': { path: '/drafting', go: async (page) => { await row(page); await add(page, 'Huur.docx', 'fout'); await confirm(page, /Sjabloon toevoegen|Add a template/); await alert(page); } },
  'template-add-other': { path: '/drafting', go: async (page) => { await row(page); await add(page, 'Huur.pdf', 'x'); await alert(page); } },
  template: { path: TEMPLATE, go: paper },
  'template-approved': { path: '/drafting/templates/geheimhouding', go: paper },
  'template-edit': { path: TEMPLATE, go: async (page) => { await paper(page); await page.getByRole('button', { name: /^(Wijzigen|Edit)$/ }).click(); } },
  'template-conflict': {
    path: TEMPLATE,
    go: async (page, state) => {
      await paper(page);
      await page.getByRole('button', { name: /^(Wijzigen|Edit)$/ }).click();
      await page.locator('form input').first().fill('Huur van een winkel');
      Object.assign(state.templates.find((one) => one.id === 'huur'), { name: 'Huur bedrijfsruimte', revision: 9 });
      await page.getByRole('button', { name: /Opslaan|Save/ }).click();
      await dialog(page);
    },
  },
  'template-questions': { path: TEMPLATE, go: async (page) => { await paper(page); await tab(page, /Vragen|Questions/); await page.getByRole('button', { name: /omlaag|down/ }).first().click(); } },
  'template-question': { path: TEMPLATE, go: async (page) => { await paper(page); await tab(page, /Vragen|Questions/); await page.getByRole('button', { name: /(Duur wijzigen|Edit Duur)/ }).click(); await dialog(page); } },
  'template-question-refused': { path: TEMPLATE, go: refused },
  'template-question-refused-field': { path: TEMPLATE, go: async (page) => { await refused(page); await page.getByRole('button', { name: /(Hoe lang wijzigen|Edit Hoe lang)/ }).click(); await dialog(page); } },
  'template-question-faults': { path: TEMPLATE, go: async (page) => { await paper(page); await tab(page, /Vragen|Questions/); await page.getByRole('button', { name: /Vraag toevoegen|Add a question/ }).click(); await dialog(page); await page.getByRole('button', { name: /Overnemen|Take over/ }).click(); } },
  'template-versions': { path: TEMPLATE, go: async (page) => { await paper(page); await tab(page, /Versies|Versions/); } },
  'template-version-faults': { path: TEMPLATE, go: async (page) => { await paper(page); await page.getByRole('button', { name: /Nieuwe versie|[Nn]ew version/ }).click(); await dialog(page); await page.locator('input[type=file]').setInputFiles({ name: 'Huur.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('fout') }); await confirm(page, /Nieuwe versie|new version/); await alert(page); } },
  'template-approve': { path: TEMPLATE, go: async (page) => { await paper(page); await page.getByRole('button', { name: /^(Goedkeuren|Approve)$/ }).click(); await dialog(page); } },
  'template-withdraw': { path: TEMPLATE, go: async (page) => { await paper(page); await page.getByRole('button', { name: /^(Intrekken|Withdraw)$/ }).click(); await page.locator('[role=alertdialog]').waitFor(); } },
  'template-gone': { path: '/drafting/templates/weg' },
  'template-failing': { path: TEMPLATE, prepare: failing(/templates\/huur$/), go: alert },
  'template-busy': { path: TEMPLATE, prepare: stalling(/templates\/huur$/), busy: true },
  'template-read-only': { path: TEMPLATE, prepare: reader, go: paper },
  clauses: { path: '/drafting/clauses', go: row },
  'clauses-none': { path: '/drafting/clauses', go: async (page) => { await row(page); await page.getByRole('searchbox').fill('walvis'); await page.getByText(/Geen clausule past|No clause fits/).waitFor(); } },
  'clauses-empty': { path: '/drafting/clauses', prepare: (state) => void (state.clauses = []) },
  'clauses-failing': { path: '/drafting/clauses', prepare: failing(/clauses$/), go: alert },
  'clauses-busy': { path: '/drafting/clauses', prepare: stalling(/clauses$/), busy: true },
  clause: { path: CLAUSE, go: (page) => page.getByText(/versie 1|version 1/).first().waitFor() },
  'clause-edit': { path: '/drafting/clauses/cl3', go: async (page) => { await page.getByRole('button', { name: /^(Wijzigen|Edit)$/ }).click(); await page.locator('textarea').first().waitFor(); } },
  'clause-new': { path: '/drafting/clauses/new', go: async (page) => { await page.locator('form').waitFor(); await page.getByRole('button', { name: /Opslaan|Save/ }).click(); await alert(page); } },
  'clause-older': { path: CLAUSE, go: async (page) => { await page.getByRole('button', { name: /^(Openen|Open) / }).click(); await dialog(page); } },
  'clause-conflict': {
    path: CLAUSE,
    go: async (page, state) => {
      await page.getByRole('button', { name: /^(Wijzigen|Edit)$/ }).click();
      await page.locator('form input').first().fill('Aansprakelijkheid beperkt');
      Object.assign(state.clauses[0], { title: 'Beperking', revision: 9 });
      await page.getByRole('button', { name: /Opslaan|Save/ }).click();
      await dialog(page);
    },
  },
  'clause-withdraw': { path: CLAUSE, go: async (page) => { await page.getByRole('button', { name: /^(Intrekken|Withdraw)$/ }).click(); await page.locator('[role=alertdialog]').waitFor(); } },
  'clause-gone': { path: '/drafting/clauses/weg' },
  'clause-failing': { path: CLAUSE, prepare: failing(/clauses\/cl1$/), go: alert },
  'clause-busy': { path: CLAUSE, prepare: stalling(/clauses\/cl1$/), busy: true },
};
