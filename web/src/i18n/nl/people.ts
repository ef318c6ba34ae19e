/** People, roles and what the firm asks of whoever has them. Loaded with the feature. */
import type { Requirement } from '../../api/people';
import { count } from './count';

export const people = {
  open: 'Rollen en eisen',
  title: 'Rollen en eisen',
  lead: 'Wat uw kantoor vraagt voordat iemand een rol krijgt, of daarmee een dossier opent. Zonder keuze vraagt het niets.',
  asks: (role: string) => `Gevraagd van: ${role}`,
  requirements: {
    confidentiality: 'Getekende geheimhoudingsverklaring',
    background_check: 'Screening zonder bezwaar',
    training: 'Geldige opleiding in beveiliging of privacy',
    ai_literacy: 'Geldige opleiding in AI-geletterdheid',
  } satisfies Record<Requirement, string>,
  before: {
    role: 'voordat de rol wordt gegeven',
    dossier: 'voordat een dossier opengaat',
  },
  saved: (role: string) => `Vastgelegd wat van ${role.toLowerCase()} wordt gevraagd.`,
  lacking: (n: number) => `${count(n, 'persoon voldoet', 'personen voldoen')} nu niet`,
  allMeet: 'Iedereen voldoet aan wat van zijn rol wordt gevraagd.',
  people: 'Personen',
  find: 'Zoek een persoon',
  nobody: 'Niemand gevonden.',
  lacks: (what: string) => `Ontbreekt: ${what}.`,
  lacksFor: (role: string, what: string) => `Voor ${role.toLowerCase()} ontbreekt: ${what}.`,
  proofs: {
    confidentiality: 'geheimhoudingsverklaring',
    background_check: 'screening',
    training: 'opleiding in beveiliging of privacy',
    ai_literacy: 'opleiding in AI-geletterdheid',
  } satisfies Record<Requirement, string>,
  openRow: (what: string) => `Open de rij: ${what}`,
  addRow: (what: string) => `Leg vast: ${what}`,
  shutOut: 'Opent nu geen dossiers. Beheer en registers blijven open.',
  keeps: 'Houdt de rol; vul het register aan.',
  add: {
    open: 'Persoon toevoegen',
    title: 'Persoon toevoegen',
    name: 'Naam',
    email: 'E-mailadres',
    emailHint: 'Hiermee logt deze persoon in.',
    roleHint: 'Vraagt uw kantoor iets voordat iemand deze rol krijgt, voeg dan toe met de rol Alleen lezen, leg het vast in het register en geef daarna de rol.',
    language: 'Taal',
    submit: 'Toevoegen',
    done: (name: string) => `${name} is toegevoegd`,
    once: (email: string) => `Geef dit eerste wachtwoord persoonlijk door, niet per mail aan ${email}. Het wordt alleen nu getoond.`,
    password: 'Eerste wachtwoord',
    copy: 'Kopieer',
    next: 'Bij de eerste keer inloggen stelt deze persoon de tweede stap in, en kiest daarna in Mijn account een eigen wachtwoord.',
    handed: 'Ik heb het wachtwoord',
    errors: {
      '/name': { invalid: 'Vul een naam in van hoogstens 255 tekens.' },
      '/email': { invalid: 'Dit is geen e-mailadres. Kijk het na.', in_use: 'Iemand heeft dit e-mailadres al. Vul een ander in.' },
      '/role': {
        lacks_confidentiality: 'Voor deze rol vraagt uw kantoor eerst een getekende geheimhoudingsverklaring. Voeg toe met de rol Alleen lezen en leg haar daarna vast.',
        lacks_background_check: 'Voor deze rol vraagt uw kantoor eerst een screening zonder bezwaar. Voeg toe met de rol Alleen lezen en leg haar daarna vast.',
      },
    } as Record<'/name' | '/email' | '/role', Record<string, string>>,
  },
  give: 'Rol geven',
  person: 'Persoon',
  role: 'Nieuwe rol',
  given: (who: string, role: string) => `${who} is nu ${role.toLowerCase()}.`,
  errors: {
    begins_as_reader: 'Dit is van een lezer niet te vragen: als lezer begint iedereen.',
    last_administrator: 'Dit is de laatste beheerder. Maak eerst een ander beheerder.',
    lacks_confidentiality: 'Voor deze rol vraagt uw kantoor een getekende geheimhoudingsverklaring. Leg haar met dit account vast in het register en laat haar gelden; geef daarna de rol.',
    lacks_background_check: 'Voor deze rol vraagt uw kantoor een screening zonder bezwaar. Leg haar met dit account vast in het register en laat een ander haar doen gelden; geef daarna de rol.',
    unknown: 'Deze keuze bestaat niet meer. Laad opnieuw.',
  } as Record<string, string>,
};

export type PeopleTexts = typeof people;
