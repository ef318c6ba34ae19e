/** What a Dutch reader looks for on the page. */
export const nl = {
  newDossier: 'Nieuw dossier', name: /^Naam/, create: 'Dossier maken', add: 'Stukken toevoegen', resume: 'Verder toevoegen', adding: /van \d+ toegevoegd/,
  failed: 'niet gelezen', ask: 'Vraag', stop: 'Stop', question: 'Uw vraag', stopped: 'Gestopt', status: /Antwoord gereed|Geen steun|Gestopt/, source: /^Bron \d+/,
  reasons: { empty: 'leeg bestand', encrypted: 'met wachtwoord', kind_mismatch: 'naam klopt niet', malformed: 'beschadigd', truncated: 'onvolledig', unsupported: 'alleen bewaard', crashed: 'lezen brak af' },
  newQuestion: 'Nieuwe vraag', notFoundShort: 'niet gevonden', verbatim: 'er is geen taalmodel ingesteld',
  search: 'Zoeken', find: 'Zoeken in dit stuk', place: /\d+ van \d+/,
  review: 'Wijzigingen beoordelen', instruction: 'Opdracht', propose: 'Doe voorstellen', notUnderstood: 'wordt deze opdracht niet begrepen', reviewAgain: 'Nieuwe beoordeling',
  acceptNext: 'Aanvaard en volgende', rejectNext: 'Wijs af en volgende', finishReview: 'Rond af', makeVersion: 'Maak de nieuwe versie', versionMade: 'Versie 2 is gemaakt',
  preview: 'Voorbeeld', newDraft: 'Nieuw concept', findTemplate: 'Zoek een sjabloon', useTemplate: 'Dit sjabloon gebruiken', yes: 'Ja', no: 'Nee', notADay: /een dag die bestaat/, makeDocument: 'Document maken',
  makeAnyway: 'Toch maken', makeAgain: 'Nieuwe versie maken', answered: 'Alles is ingevuld', approve: 'Goedkeuren', approvedBy: /Goedgekeurd door/,
  notFound: 'Dit citaat staat niet in het stuk', unsure: 'De juiste plaats is niet zeker',
  addDeadline: 'Termijn toevoegen', findTerm: 'Zoek een termijn', termsOfLaw: 'Termijnen uit de wet', objection: 'Bezwaar', dateOf: /^Datum van/, kingsDay: /Koningsdag, een algemeen erkende feestdag/, kingsDayAfter: 'woensdag 28 april 2027',
  ascension: /bij koninklijk besluit met een feestdag gelijkgesteld/, ascensionAfter: 'maandag 10 mei 2027', addStep: 'Stap toevoegen', record: 'Vastleggen', confirm: 'Bevestigen', calendar: 'Agenda-abonnement', makeAddress: 'Adres maken', secretAddress: 'Geheim adres', revoke: /^Intrekken/,
  whichDeadlines: 'Welke termijnen', onlyDossier: 'Alleen dit dossier', allMine: 'Al mijn termijnen',
  isConfirmed: 'bevestigd', close: 'Sluiten',
};
