/** How a person does things: with the mouse, or with the keyboard alone. */

/** Presses Tab until `is` holds for what has the focus. */
async function tabTo(page, locator, key = 'Tab') {
  const wanted = await locator.first().elementHandle();
  for (let times = 0; times < 120; times++) {
    if (await page.evaluate((node) => node === document.activeElement || node.contains(document.activeElement), wanted)) return;
    await page.keyboard.press(key);
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

