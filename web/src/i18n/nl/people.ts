/** Roles and what the firm asks of whoever has them. Loaded with the feature. */
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
  lacks: (what: string) => `Ontbreekt: ${what}.`,
  shutOut: 'Opent nu geen dossiers. Beheer en registers blijven open.',
  keeps: 'Houdt de rol; vul het register aan.',
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
