/**
 * Journey 13: a term of the law that would end on the King's birthday, and one on the Friday after
 * Ascension; why the day is another one, in words; a lawyer confirms it; and a calendar program, which
 * has no session, fetches it and reads the same day.
 */
import { api, assert, findDossier, journey, openRow, until } from './lib.mjs';

/** The events of a calendar, as RFC 5545 says to read it: lines unfolded, values unescaped. */
function events(text) {
  assert.ok(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n'), 'a whole calendar');
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'no line is longer than 75 bytes');
  const found = [];
  for (const line of text.replaceAll('\r\n ', '').split('\r\n')) {
    if (line === 'BEGIN:VEVENT') found.push({});
    const [name, value] = [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)];
    if (found.length && name) found.at(-1)[name.split(';')[0]] = value.replaceAll(/\\([\\,;n])/g, (_, what) => (what === 'n' ? '\n' : what));
  }
  return found;
}

journey('deadline', async (at) => {
  const { page, w, url, hand, mouse, check } = at;
  const dossier = await findDossier(page);
  const mine = async () => (await api(page, `/dossiers/${dossier.id}/deadlines`)).items;
  // the other language walks in the same dossier, as another lawyer
  const me = (await api(page, '/session')).user.name;
  const before = new Set((await mine()).map((one) => one.id));
  const fresh = async () => (await mine()).filter((one) => !before.has(one.id) && one.history[0].by === me);
  await page.goto(`${url}/dossiers/${dossier.id}/deadlines`);

  const add = async (date, day, reason) => {
    await hand.press(page.getByRole('button', { name: w.addDeadline }));
    await hand.type(page.getByRole('searchbox', { name: w.findTerm }), w.objection.toLowerCase());
    const row = page.getByRole('grid', { name: w.termsOfLaw }).getByRole('row', { name: w.objection, exact: true });
    await hand.press(row);
    await hand.type(page.getByRole('textbox', { name: w.dateOf }), '30-02-2027');
    await page.keyboard.press('Tab');
    await page.getByText(w.notADay).first().waitFor();
    await hand.type(page.getByRole('textbox', { name: w.dateOf }), date);
    await until(async () => (await page.getByTestId('last-day').textContent({ timeout: 1000 }).catch(() => '')).replace(',', '') === day, `the last day to be ${day}`);
    await page.getByText(reason).first().waitFor();
  };
  await add('16-03-2027', w.kingsDayAfter, w.kingsDay);
  await hand.press(page.getByRole('button', { name: w.addStep }));
  await check('kings day');
  await hand.press(page.getByRole('button', { name: w.record, exact: true }));
  await until(async () => (await fresh()).length === 2, 'the deadline and the step before it');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await add('26-03-2027', w.ascensionAfter, w.ascension);
  await check('friday after ascension');
  await hand.press(page.getByRole('button', { name: w.record, exact: true }));
  await until(async () => (await fresh()).length === 3, 'the second deadline');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await check('list');

  // why, and a lawyer stands for it
  const [whole] = (await fresh()).filter((one) => one.reckoning.last === '2027-04-28');
  assert.equal(whole.state, 'proposed');
  await openRow(at, page.locator(`[role=row][data-key="${whole.id}"]`).filter({ hasText: '28-04-2027' }));
  const dialog = page.getByRole('dialog');
  await dialog.getByText(w.kingsDay).first().waitFor();
  await dialog.getByText('Algemene termijnenwet art. 3 lid 1').waitFor();
  await check('details');
  await hand.press(dialog.getByRole('button', { name: w.confirm, exact: true }));
  await until(async () => (await api(page, `/deadlines/${whole.id}`)).state === 'confirmed', 'the deadline to be confirmed');
  await dialog.getByText(w.isConfirmed, { exact: true }).waitFor();
  // the button that was pressed is gone, and the keys are still in the sheet
  if (mouse) await hand.press(dialog.getByRole('button', { name: w.close, exact: true }));
  else await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // a calendar program has the address and no session
  await hand.press(page.getByRole('button', { name: w.calendar }));
  const which = page.getByRole('radiogroup', { name: w.whichDeadlines });
  if (mouse) await which.getByText(w.onlyDossier, { exact: true }).click();
  else {
    await hand.type(which.getByRole('radio', { name: w.allMine }), '');
    await page.keyboard.press('ArrowRight');
  }
  await hand.press(page.getByRole('button', { name: w.makeAddress }));
  const field = page.getByRole('textbox', { name: w.secretAddress });
  const address = await field.inputValue();
  await check('calendar');
  const fetched = await fetch(address);
  assert.equal(fetched.status, 200);
  assert.match(fetched.headers.get('content-type'), /^text\/calendar/);
  const found = events(await fetched.text());
  const event = found.find((one) => one.UID?.startsWith(whole.id));
  assert.equal(event?.DTSTART, '20270428');
  assert.equal(event.STATUS, 'CONFIRMED');
  assert.ok(event.SUMMARY.endsWith(dossier.number) && !found.some((one) => one.SUMMARY.includes('Van Loon')), 'no names in it');
  const second = (await fresh()).find((one) => one.reckoning.last === '2027-05-10');
  assert.equal(found.find((one) => one.UID.startsWith(second.id))?.STATUS, 'TENTATIVE');
  await hand.press(page.getByRole('button', { name: w.revoke }));
  await until(async () => (await fetch(address)).status === 404, 'the address to be dead');
  await page.keyboard.press('Escape');

  for (const one of (await fresh()).filter((each) => !each.parent)) await api(page, `/deadlines/${one.id}`, { method: 'DELETE', headers: { 'If-Match': `"${one.revision}"` } });
});
