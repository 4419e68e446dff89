import { expectAccessible } from "../axe.ts";
import { expect, type Page, test } from "../fixtures.ts";
import { people, words } from "../words.ts";

const passphrase = "kettle moss nine";
const { vault } = words;

/** The browser's own authenticator for tests: with or without the pseudo-random function. */
async function authenticator(page: Page, hasPrf: boolean) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    ctap2Version: "ctap2_1",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
    hasPrf,
  } as const;
  const { authenticatorId } = await browser.send("WebAuthn.addVirtualAuthenticator", { options });
  const verified = (isUserVerified: boolean) => browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  return { verified };
}

test("a passkey unlocks too, stays through a new passphrase, and can be taken away @once", async ({ app, page }) => {
  const { verified } = await authenticator(page, true);
  await app.openAs(people.asha, "own", passphrase);
  await app.menu(words.menu.settings);
  await app.press(vault.passkey).click();
  await expectAccessible(page);
  await page.getByLabel(vault.now).fill("not the right one");
  await app.press(vault.passkeyNow).click();
  await expect(page.getByText(vault.wrong)).toBeVisible();
  await page.getByLabel(vault.now).fill(passphrase);
  await app.press(vault.passkeyNow).click();
  await expect(page.getByText(vault.passkeyMade)).toBeVisible();

  await page.reload();
  await expect(app.heading).toHaveText(vault.hello);
  await expectAccessible(page);
  await app.press(vault.passkeyUnlock).click();
  await expect(app.places).toBeVisible();

  await app.press(vault.change).click();
  await page.getByLabel(vault.now).fill(passphrase);
  await page.getByLabel(vault.next).fill("moss kettle ten");
  await app.press(vault.changeNow).click();
  await expect(page.getByText(vault.changed)).toBeVisible();
  await page.reload();
  await app.press(vault.passkeyUnlock).click();
  await expect(app.places).toBeVisible();

  // Another finger: the authenticator lets nobody in, and the passphrase does.
  await verified(false);
  await page.reload();
  await app.press(vault.passkeyUnlock).click();
  await expect(page.getByText(vault.passkeyRefused)).toBeVisible();
  await expectAccessible(page);
  await app.unlock("moss kettle ten");
  await expect(app.places).toBeVisible();

  await app.press(vault.passkeyRemove).click();
  await expect(page.getByText(vault.passkeyRemoved)).toBeVisible();
  await page.reload();
  await expect(app.heading).toHaveText(vault.hello);
  await expect(app.press(vault.passkeyUnlock)).toHaveCount(0);
  await app.unlock("moss kettle ten");
  await expect(app.places).toBeVisible();
});

test("a passkey that can't compute a secret is refused in words, and the passphrase still works @once", async ({ app, page }) => {
  await authenticator(page, false);
  await app.openAs(people.asha, "own", passphrase);
  await app.menu(words.menu.settings);
  await app.press(vault.passkey).click();
  await page.getByLabel(vault.now).fill(passphrase);
  await app.press(vault.passkeyNow).click();
  await expect(page.getByText(vault.passkeyCannot)).toBeVisible();
  await page.reload();
  await expect(app.press(vault.passkeyUnlock)).toHaveCount(0);
  await app.unlock(passphrase);
  await expect(app.places).toBeVisible();
});
