/**
 * A matter comes in: its parties are compared with all that the firm did, also with what the one who asks
 * may not see, of which one line is told and no more; the dossier is made with the check open, and says so
 * until somebody concludes. Then its names are held beside a list of sanctions that a command brought, and
 * a person decides on what is alike.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before } from 'node:test';
import { api, assert, beside, colleague, env, journey, tick } from './lib.mjs';

/** Nobody on this list exists. */
const list = (day) => `<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="${day}T10:00:00+01:00"><sanctionEntity
  euReferenceNumber="EU.9001.11" logicalId="900001"><regulation numberTitle="2024/9001" programme="FIC"/><subjectType code="person"/><nameAlias
  wholeName="Zoltar Quimbrave" strong="true"/><birthdate birthdate="1961-05-07"/><citizenship countryDescription="FICTIELAND"/></sanctionEntity></export>`;

before(() => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-'));
  const file = join(folder, 'lijst.xml');
  writeFileSync(file, list(new Date().toISOString().slice(0, 10)));
  const told = execFileSync(env.program, ['sanctions', 'import', file, '--list', 'eu', '--anyway', '--english'], { encoding: 'utf8', env: { ...process.env, LEGALMIND_DATA__DIR: env.data } });
  assert.match(told, /1 entr/);
  rmSync(folder, { recursive: true });
});

/** A name that is like no other. */
const invented = () => Array.from({ length: 5 }, () => 'bdfgklmnprstvz'[Math.floor(Math.random() * 14)] + 'aeiou'[Math.floor(Math.random() * 5)]).join('').replace(/^./, (first) => first.toUpperCase());
const send = (method, body) => ({ method, body: JSON.stringify(body) });

/** What the firm did before: one dossier that all may see, and one that is walled off from who walks here. */
async function earlier({ language, mouse }, me) {
  const [seen, secret, number] = [invented(), invented(), `J-${invented()}`];
  await beside(colleague(language), mouse, async ({ page }) => {
    await api(page, '/dossiers', send('POST', { name: `Oude zaak ${seen}`, number: `${number}-1`, client: 'Een ander', counterparties: [`${seen} B.V.`], access: 'firm' }));
    await api(page, '/dossiers', send('POST', { name: `Verborgen ${number}`, number: `${number}-2`, client: `${secret} B.V.`, access: 'firm' }));
  });
  const raised = await beside(env.administrator, mouse, ({ page }) => api(page, '/walls', send('POST', { dossier_number: `${number}-2`, person: me.id, reason: 'Eerder betrokken bij de wederpartij.' })));
  assert.equal(raised.person.id, me.id, 'the wall stands');
  return { seen: `${seen} B.V.`, secret: `${secret} B.V.`, number };
}

/** The row of a dossier in the list of all. */
async function inList({ page, hand, w }, name) {
  await hand.press(page.getByRole('link', { name: w.dossiers, exact: true }));
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.waitFor();
  return row;
}

async function concluded(at, dossier, name) {
  const { page, w, hand, mouse, check } = at;
  const record = page.getByRole('button', { name: w.record, exact: true });
  await hand.press(record);
  await page.getByText(w.withoutReason).waitFor();
  await tick(at, page.getByRole('radio', { name: mouse ? w.acceptedChoice : w.conflictClear }), 'ArrowDown');
  await hand.type(page.getByRole('textbox', { name: w.reason }), 'Toestemming van beide cliënten, schriftelijk.');
  await hand.press(record);
  await page.getByTestId('conflict-stands').getByText(w.conflictAccepted).waitFor();
  await check('concluded');
  const [kept] = (await api(page, `/dossiers/${dossier}/conflicts`)).items;
  assert.deepEqual([kept.state, kept.reason], ['accepted', 'Toestemming van beide cliënten, schriftelijk.']);
  await (await inList(at, name)).getByText(w.conflictBadge).waitFor({ state: 'hidden' });
}

async function screened(at, dossier) {
  const { page, w, hand, check, url } = at;
  await page.goto(`${url}/dossiers/${dossier}/overview`);
  await hand.press(page.getByRole('link', { name: w.sanctionsDoor }));
  await page.getByRole('heading', { name: w.sanctions }).waitFor();
  await hand.press(page.getByRole('button', { name: w.screen, exact: true }));
  const sheet = page.getByRole('dialog');
  await hand.type(sheet.getByRole('textbox', { name: w.furtherNames }), 'Zoltan Quimbrave\nAnna de Wit');
  await hand.press(sheet.getByRole('button', { name: w.screen, exact: true }));
  const match = page.getByTestId('match');
  await match.waitFor();
  await page.getByRole('region', { name: 'Anna de Wit' }).getByText(w.noLikeName).waitFor();
  await check('possible match');
  const record = match.getByRole('button', { name: w.record, exact: true });
  await hand.press(record);
  await match.getByText(w.chooseDecision).waitFor();
  await tick(at, match.getByRole('radio', { name: w.somebodyElse }), 'Space');
  await hand.type(match.getByRole('textbox', { name: w.why }), 'Geboren in 1990; paspoort gezien.');
  await hand.press(record);
  await page.getByText(w.allDecided).waitFor();
  await check('match decided');
  const { last } = await api(page, `/dossiers/${dossier}/sanctions`);
  assert.equal(last.undecided, 0);
  const [{ decision }] = last.names.flatMap((one) => one.matches);
  assert.deepEqual([decision.outcome, decision.reason], ['other_person', 'Geboren in 1990; paspoort gezien.']);
}

journey('intake', async (at) => {
  const { page, w, hand, check } = at;
  const me = (await api(page, '/session')).user;
  const was = await earlier(at, me);
  const name = `Zaak ${invented()}`;
  await hand.press(page.getByRole('link', { name: w.dossiers, exact: true }));
  await hand.press(page.getByRole('button', { name: w.newDossier, exact: true }));
  const sheet = page.getByRole('dialog');
  await hand.type(sheet.getByRole('textbox', { name: w.name }), name);
  await hand.type(sheet.getByRole('textbox', { name: w.clientField }), was.seen);
  await hand.type(sheet.getByRole('textbox', { name: w.otherParties }), was.secret);
  await hand.press(sheet.getByRole('button', { name: w.screenConflict, exact: true }));

  // the firm acted against the client; of the other dossier one line is told, and nothing that is in it
  const found = sheet.getByTestId('conflicts-found');
  await found.waitFor();
  await found.getByText(w.otherSide, { exact: true }).waitFor();
  assert.equal(await found.getByText(w.hiddenConflict).count(), 1, 'one line');
  assert.equal(await found.getByRole('listitem').count(), 1, 'and one hit');
  const told = await sheet.textContent();
  for (const word of ['Verborgen', `${was.number}-2`]) assert.ok(!told.includes(word), 'nothing of the walled dossier is told');
  await check('conflict at intake');

  // made without a conclusion, it says so everywhere
  await hand.press(sheet.getByRole('button', { name: w.create, exact: true }));
  await page.waitForURL((url) => url.pathname.endsWith('/overview'));
  await page.getByTestId('conflict-stands').getByText(w.conflictOpen).waitFor();
  const dossier = new URL(page.url()).pathname.split('/')[2];
  await (await inList(at, name)).getByText(w.conflictBadge).waitFor();
  await page.goBack();
  await page.getByTestId('conflict-stands').waitFor();
  await concluded(at, dossier, name);
  await screened(at, dossier);
});
