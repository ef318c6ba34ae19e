/** The texts of the mock's documents: fictitious people, a fictitious house, a fictitious builder. */

const article = (number, title, ...parts) => `<h2>Artikel ${number}. ${title}</h2>${parts.map((part) => `<p>${part}</p>`).join('')}`;

export const CONTRACT = `<h1>Aannemingsovereenkomst</h1>
<p>De ondergetekenden: de heer J. de Vries, wonende te Zutphen (hierna: de opdrachtgever), en Bouwbedrijf Van Loon B.V., gevestigd te Deventer (hierna: de aannemer), zijn het volgende overeengekomen.</p>
${article(1, 'Het werk', '1.1 De aannemer verbouwt de woning van de opdrachtgever aan de Kerkstraat 12 te Zutphen volgens de tekeningen en de technische omschrijving die als bijlage 1 aan deze overeenkomst zijn gehecht.', '1.2 Het werk omvat het sloopwerk, de fundering van de aanbouw, het metselwerk van de gevel, de dakbedekking en de aansluiting van de installaties.')}
${article(2, 'De aanneemsom', '2.1 De aanneemsom bedraagt € 184.500 inclusief omzetbelasting.', '2.2 Betaling geschiedt in zes termijnen, telkens na voltooiing van het in bijlage 2 genoemde onderdeel.')}
${article(3, 'Meer- en minderwerk', '3.1 Meerwerk wordt alleen vergoed als het vooraf schriftelijk is opgedragen, met vermelding van de prijs en de gevolgen voor de bouwtijd.')}
<div class="break"></div>
${article(4, 'Verplichtingen van de opdrachtgever', '4.1 De opdrachtgever zorgt dat de aannemer tijdig kan beschikken over de nodige vergunningen, het bouwterrein en de tekeningen.', '4.2 Vertraging die het gevolg is van het niet tijdig nakomen van deze verplichtingen komt voor rekening van de opdrachtgever.')}
${article(5, 'Verzekering', '5.1 De aannemer verzekert het werk en zijn aansprakelijkheid op de in de branche gebruikelijke voorwaarden en toont de polis op eerste verzoek.')}
<div class="break"></div>
${article(11, 'Oplevering', '11.1 De aannemer levert het werk op uiterlijk op 1 juli 2026. Bij overschrijding van deze termijn is de aannemer, zonder dat een ingebrekestelling is vereist, een boete verschuldigd van € 250 per kalenderdag, met een maximum van 10% van de aanneemsom.', '11.2 De termijn wordt verlengd met het aantal werkdagen waarop door weersomstandigheden gedurende ten minste vijf uren niet kon worden gewerkt, mits de aannemer dit binnen drie werkdagen schriftelijk aan de opdrachtgever heeft gemeld.', '11.3 Het werk wordt als opgeleverd beschouwd wanneer de opdrachtgever het heeft aanvaard, dan wel acht dagen na de aankondiging dat het gereed is zonder dat de opdrachtgever heeft gekeurd.')}
${article(12, 'Gebreken na oplevering', '12.1 De aannemer is aansprakelijk voor gebreken die bij oplevering redelijkerwijs niet ontdekt hadden moeten worden. Artikel 7:758 BW blijft onverkort van toepassing.', '12.2 De opdrachtgever meldt een gebrek binnen bekwame tijd nadat hij het heeft ontdekt.')}`;

export const REPORT = `<h1>Proces-verbaal van oplevering</h1>
<p>Heden, 19 augustus 2026, is het werk aan de Kerkstraat 12 te Zutphen opgeleverd door Bouwbedrijf Van Loon B.V. aan de heer J. de Vries.</p>
<h2>Bevindingen</h2><p>Bij de opneming zijn de volgende gebreken vastgesteld: scheurvorming in het stucwerk van de woonkamer, een klemmende achterdeur en het ontbreken van twee ventilatieroosters.</p>
<p>De aannemer herstelt deze gebreken binnen vier weken na heden.</p>`;

export const MAIL = `Van: P. van Loon <p@vanloon.example>
Aan: J. de Vries
Datum: 2 september 2026
Onderwerp: Re: oplevering week 34

Geachte heer De Vries,

In reactie op uw brief bericht ik u dat wij in de maanden mei en juni te maken hebben gehad met elf onwerkbare werk-
dagen wegens aanhoudende regen. Deze dagen dienen bij de bouwtijd te worden opgeteld.

Wij zien daarom geen grond voor de door u genoemde boete.

Met vriendelijke groet,
P. van Loon`;

export const TERMS = `Algemene voorwaarden

Artikel 1. Toepasselijkheid
Deze voorwaarden zijn van toepassing op alle aanbiedingen en overeenkomsten van de aannemer.

Artikel 2. Betaling
Betaling geschiedt binnen dertig dagen na factuurdatum. Bij niet tijdige betaling is de wettelijke rente verschuldigd.

Artikel 3. Matiging
De rechter kan een bedongen boete matigen indien de billijkheid dit klaarblijkelijk eist (art. 6:94 lid 1 BW).`;
