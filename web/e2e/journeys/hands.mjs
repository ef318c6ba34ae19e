/** How a person does things: with the mouse, or with the keyboard alone. */

/**
 * Presses Tab until what `locator` finds has the focus. It is looked for anew where it went: a page that another is
 * about to take the place of can show its like.
 */
async function tabTo(page, locator, key = 'Tab') {
  let wanted = await locator.first().elementHandle();
  for (let times = 0; times < 120; times++) {
    const found = await wanted.evaluate((node) => ({ gone: !node.isConnected, here: node.contains(document.activeElement) }));
    if (found.here) return;
    if (found.gone) wanted = await locator.first().elementHandle();
    else await page.keyboard.press(key);
  }
  throw new Error('not to be reached with the Tab key');
}

export const hands = {
  mouse: () => ({
    press: async (locator, timeout) => locator.first().click({ timeout }),
    type: async (locator, text) => {
      await locator.first().click();
      await locator.first().fill(text);
    },
    submit: async (locator) => locator.first().click(),
  }),
  keyboard: (page) => ({
    press: async (locator, timeout) => {
      await locator.first().waitFor({ timeout });
      await tabTo(page, locator);
      await page.keyboard.press('Enter');
    },
    type: async (locator, text) => {
      await locator.first().waitFor();
      await tabTo(page, locator);
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
    },
    submit: async () => page.keyboard.press('Enter'),
  }),
};

/** Chooses files the way a person does: the button opens the chooser. */
export async function choose(page, hand, button, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hand.press(button)]);
  await chooser.setFiles(files);
}

/** Chooses from what a button offers: with a click, or with the arrows and Enter. */
export async function pick({ page, hand, mouse }, button, option) {
  await hand.press(button);
  await option.first().waitFor();
  if (mouse) return option.first().click();
  for (let times = 0; times < 80 && !(await option.first().evaluate((node) => node === document.activeElement)); times++) await page.keyboard.press('ArrowDown');
  return page.keyboard.press('Enter');
}

/** A box that is ticked, or the second of some choices. */
export async function tick({ page, hand, mouse }, locator, key) {
  if (mouse) return locator.click({ force: true });
  await hand.type(locator, '');
  return page.keyboard.press(key);
}

/** Opens a row of a table: with a click, or with the arrows and Enter. */
export async function openRow({ page, hand, mouse }, row) {
  if (mouse) return row.first().click();
  await hand.type(page.getByRole('grid'), '');
  await page.keyboard.press('Control+Home');
  for (let times = 0; times < 50 && !(await row.first().evaluate((node) => node === document.activeElement)); times++) await page.keyboard.press('ArrowDown');
  return page.keyboard.press('Enter');
}
