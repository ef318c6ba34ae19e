/** What can be wrong with a check that is asked for. Loaded with the feature. */
export const checkErrors = {
  unknown: 'Dit is er niet (meer). Kies opnieuw.',
  not_read: 'Dit stuk is nog niet gelezen, of kon niet worden gelezen. Wacht, of voeg het opnieuw toe.',
  no_text: 'In dit stuk is geen tekst gevonden. Voeg een versie met tekst toe.',
  withdrawn: 'Dit playbook is ingetrokken. Kies een ander.',
  unreadable: 'De tekst van dit playbook is niet meer te lezen. Verbeter haar bij Opstellen.',
  unknown_fact: 'Het playbook vraagt dit niet meer. Begin een nieuwe controle.',
  unknown_value: 'Deze waarde kan hier niet. Kies een van de mogelijkheden.',
  required: 'Vul dit in.',
  too_long: 'Dit is te lang: ten hoogste 2.000 tekens.',
  not_text: 'Dit bevat tekens die geen tekst zijn.',
  no_proposal: 'Deze regel heeft geen voorstel.',
  twice: 'Deze regel staat er twee keer in.',
  not_present: 'Het stuk heeft intussen een andere versie. Controleer het opnieuw.',
  not_word: 'Alleen een Word-bestand (.docx) kan worden gewijzigd. Vraag om het contract in Word.',
  protected: 'Dit Word-bestand is tegen wijzigen beveiligd. Haal de beveiliging eraf en voeg het opnieuw toe.',
  not_made: 'De controle is nog niet klaar, of is gestopt of mislukt. Er is geen rapport.',
  nothing_fits: 'Geen van de voorstellen past op deze tekst. Neem de woorden zelf over.',
};

export type CheckErrors = typeof checkErrors;
