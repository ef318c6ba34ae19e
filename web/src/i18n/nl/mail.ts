/** What one is mailed about, and whether the mail of the firm goes. Loaded with the feature. */
import type { MailKind, MailTrouble } from '../../api/mail';

export const mail = {
  title: 'Mail aan u',
  lead: 'Hooguit één keer per dag een mail als er iets nieuws voor u klaarstaat: alleen aantallen en een link, nooit namen of titels. Tussen 19.00 en 07.00 uur gaat er niets uit, behalve voor klokken in uren.',
  unset: 'Vanaf deze installatie gaat geen mail uit. Wat er valt, staat op uw eerste pagina. Uw keuze blijft bewaard.',
  legend: 'Mail mij over',
  kinds: {
    deadlines: 'Termijnen die bijna aan de beurt of over tijd zijn',
    tasks: 'Taken uit de registers',
    escalations: 'Taken die bleven liggen en aan mij zijn gemeld',
    reports: 'Kwartaalverslagen die op mij wachten',
    clocks: 'Klokken in uren (zoals bij een datalek): meteen, ook ’s nachts',
  } satisfies Record<MailKind, string>,
  fixed: 'Niet uit te zetten: u houdt de registers bij.',
  saved: 'Uw keuze is bewaard.',
  firm: 'Mail van het kantoor',
  firmUnset: 'Er is geen mailserver ingesteld. De beheerder van de installatie stelt die in met mail.relay; hij moet op dezelfde machine staan.',
  firmSet: 'De mailserver op deze machine is ingesteld.',
  lastSent: (day: string, time: string) => `Laatst aangenomen: ${day} om ${time}.`,
  neverSent: 'Er is nog geen mail aangenomen.',
  unmailed: 'Kon niet worden gemaild',
  states: {
    waiting: 'de mailserver neemt nu niets aan; het wordt opnieuw geprobeerd',
    refused: 'het adres is geweigerd; controleer het e-mailadres van deze persoon',
    unsure: 'de mailserver gaf geen antwoord; de volgende dag wordt het opnieuw gezegd',
  } satisfies Record<MailTrouble, string>,
  at: (day: string, time: string) => `${day} om ${time}`,
  allMailed: 'In de afgelopen dertig dagen ging alle mail goed.',
};

export type MailTexts = typeof mail;
