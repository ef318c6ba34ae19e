//! The one table of problem kinds: name, status, words in both languages.

use axum::http::StatusCode;
use legalmind_core::account::Language;

macro_rules! kinds {
    ($($variant:ident $name:literal $status:ident
        nl $nl_title:literal $nl:literal
        en $en_title:literal $en:literal;)+) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $(#[doc = $en_title] $variant),+ }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The last part of its stable address.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The HTTP status it is sent with.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status),+ }
            }

            /// Title and detail in a language.
            #[must_use]
            pub const fn words(self, language: Language) -> (&'static str, &'static str) {
                match (self, language) {
                    $((Self::$variant, Language::Nl) => ($nl_title, $nl),
                      (Self::$variant, Language::En) => ($en_title, $en),)+
                }
            }
        }
    };
}

kinds! {
    NotFound "not-found" NOT_FOUND
        nl "Niet gevonden" "Dit bestaat niet, of u hebt er geen toegang toe. Vraag de behandelend advocaat om toegang als u het wel zou moeten zien."
        en "Not found" "This does not exist, or you have no access to it. Ask the responsible lawyer for access if you should see it.";
    Refused "refused" FORBIDDEN
        nl "Niet toegestaan" "Uw rol of uw plaats in dit dossier laat dit niet toe. Vraag de behandelend advocaat of de beheerder van uw kantoor."
        en "Not allowed" "Your role, or your place in this dossier, does not allow this. Ask the responsible lawyer or your firm's administrator.";
    TrainingRequired "training-required" FORBIDDEN
        nl "Opleiding nodig" "Uw kantoor opent dossiers alleen voor wie een geldige opleiding heeft, en de uwe ontbreekt of is verlopen. Doe de toets in het product (/training), of volg een opleiding en laat haar vastleggen in het register Opleiding en AI-geletterdheid; daarna gaan de dossiers weer open. Vraag wie de registers bijhoudt, of de beheerder van uw kantoor."
        en "Training needed" "Your firm opens dossiers only to people with a valid training, and yours is missing or has expired. Take the test in the product (/training), or follow a training and have it recorded in the register Training and AI literacy; then the dossiers open again. Ask whoever keeps the registers, or your firm's administrator.";
    Unauthenticated "unauthenticated" UNAUTHORIZED
        nl "Niet aangemeld" "Meld u aan en probeer het opnieuw."
        en "Not signed in" "Sign in and try again.";
    SecondFactorRequired "mfa-required" FORBIDDEN
        nl "Tweede stap nodig" "Voer eerst de code van uw authenticator-app in."
        en "Second step needed" "Enter the code of your authenticator app first.";
    WrongCredentials "wrong-credentials" UNAUTHORIZED
        nl "Aanmelden is niet gelukt" "Het e-mailadres of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw."
        en "Signing in did not work" "The e-mail address or the password is not right. Check both and try again.";
    WrongCode "wrong-code" UNAUTHORIZED
        nl "De code klopt niet" "Wacht op de volgende code in uw app, of gebruik een herstelcode."
        en "The code is not right" "Wait for the next code in your app, or use a recovery code.";
    Throttled "throttled" TOO_MANY_REQUESTS
        nl "Te veel pogingen" "Wacht even en probeer het dan opnieuw."
        en "Too many attempts" "Wait a moment and then try again.";
    TooFast "too-many-requests" TOO_MANY_REQUESTS
        nl "Te veel verzoeken" "Wacht zo veel seconden als Retry-After noemt en probeer het dan opnieuw. Uw beheerder kan de grens verhogen."
        en "Too many requests" "Wait as many seconds as Retry-After says and then try again. Your administrator can raise the limit.";
    IdempotencyKey "idempotency-key" BAD_REQUEST
        nl "De Idempotency-Key is niet te lezen" "Stuur één sleutel van 1 tot 255 zichtbare ASCII-tekens zonder spaties, bijvoorbeeld een UUID."
        en "The Idempotency-Key cannot be read" "Send one key of 1 to 255 visible ASCII characters without spaces, such as a UUID.";
    IdempotencyReused "idempotency-key-reused" UNPROCESSABLE_ENTITY
        nl "Deze Idempotency-Key hoort bij een ander verzoek" "Stuur het eerdere verzoek ongewijzigd, of geef dit verzoek een nieuwe sleutel."
        en "This Idempotency-Key belongs to another request" "Send the earlier request unchanged, or give this request a new key.";
    IdempotencyRunning "idempotency-key-in-flight" CONFLICT
        nl "Dit verzoek wordt al uitgevoerd" "Wacht even en stuur het met dezelfde sleutel opnieuw; u krijgt dan hetzelfde antwoord."
        en "This request is being carried out already" "Wait a moment and send it again with the same key; you then get the same answer.";
    IdempotencyDone "idempotency-key-done" CONFLICT
        nl "Dit verzoek is al uitgevoerd" "Het antwoord is bij een storing verloren gegaan; er is niets dubbel gemaakt. Vernieuw, of volg Location als die er is."
        en "This request was carried out already" "Its answer was lost in a failure; nothing was made twice. Refresh, or follow Location where there is one.";
    Csrf "csrf" FORBIDDEN
        nl "Deze opdracht kwam niet van deze pagina" "Laad de pagina opnieuw en probeer het nog eens."
        en "This request did not come from this page" "Reload the page and try again.";
    Invalid "invalid" UNPROCESSABLE_ENTITY
        nl "Er klopt iets niet aan de invoer" "Verbeter de aangewezen velden en probeer het opnieuw."
        en "Something in the input is not right" "Correct the fields named and try again.";
    BadRequest "bad-request" BAD_REQUEST
        nl "Het verzoek is niet te lezen" "Controleer het verzoek aan de hand van de beschrijving van de API."
        en "The request cannot be read" "Check the request against the description of the API.";
    Word "word" UNPROCESSABLE_ENTITY
        nl "Dit Word-bestand kan zo niet worden verwerkt" "Het document is niet gewijzigd. De code erbij zegt waarom; open het in Word, herstel dat en voeg het opnieuw toe."
        en "This Word file cannot be handled this way" "The document was not changed. The code beside this says why; open it in Word, repair that and add it again.";
    Changed "changed" PRECONDITION_FAILED
        nl "Intussen gewijzigd" "Iemand anders heeft dit intussen gewijzigd. Bekijk de nieuwe inhoud en breng uw wijziging opnieuw aan."
        en "Changed in the meantime" "Somebody else changed this in the meantime. Look at the new content and make your change again.";
    PreconditionRequired "precondition-required" PRECONDITION_REQUIRED
        nl "Versie ontbreekt" "Stuur met If-Match mee welke versie u wijzigt."
        en "Version missing" "Send with If-Match which version you are changing.";
    Conflict "conflict" CONFLICT
        nl "Dat kan nu niet" "De stand van zaken laat dit niet toe. Vernieuw en kijk wat er veranderd is."
        en "Not possible now" "The present state does not allow this. Refresh and see what changed.";
    OffsetMismatch "offset-mismatch" CONFLICT
        nl "De upload staat op een andere plaats" "Vraag op hoeveel bytes er zijn ontvangen en ga vandaar verder."
        en "The upload stands elsewhere" "Ask how many bytes were received and go on from there.";
    TooLarge "too-large" PAYLOAD_TOO_LARGE
        nl "Te groot" "Dit is groter dan is toegestaan. Splits het, of vraag uw beheerder om de grens te verhogen."
        en "Too large" "This is larger than is allowed. Split it, or ask your administrator to raise the limit.";
    Gone "gone" GONE
        nl "Verlopen" "Deze upload is verlopen. Begin opnieuw met dit bestand."
        en "Expired" "This upload has expired. Start again with this file.";
    UnsupportedMedia "unsupported-media-type" UNSUPPORTED_MEDIA_TYPE
        nl "Deze soort inhoud wordt hier niet gelezen" "Stuur het verzoek met het Content-Type dat de beschrijving van de API noemt."
        en "This kind of content is not read here" "Send the request with the Content-Type that the description of the API names.";
    MethodNotAllowed "method-not-allowed" METHOD_NOT_ALLOWED
        nl "Dit kan hier niet" "Deze handeling bestaat niet op dit adres. Zie de beschrijving van de API."
        en "Not possible here" "This operation does not exist at this address. See the description of the API.";
    TusVersion "tus-version" PRECONDITION_FAILED
        nl "Andere versie van het uploadprotocol" "Gebruik tus 1.0.0."
        en "Other version of the upload protocol" "Use tus 1.0.0.";
    Integrity "integrity" INTERNAL_SERVER_ERROR
        nl "De opgeslagen gegevens zijn beschadigd" "Er is niets getoond dat niet klopt. Meld dit met de foutcode bij uw beheerder; het origineel kan uit de back-up komen."
        en "The stored data is damaged" "Nothing wrong was shown. Report this to your administrator with the error code; the original can come from the backup.";
    Unavailable "unavailable" SERVICE_UNAVAILABLE
        nl "Even niet beschikbaar" "Een onderdeel antwoordt niet. Probeer het over een minuut opnieuw."
        en "Not available for now" "A part does not answer. Try again in a minute.";
    PartMissing "part-missing" SERVICE_UNAVAILABLE
        nl "Een onderdeel ontbreekt" "Voor een PDF zijn LibreOffice (Debian-pakket libreoffice-writer-nogui) en een map in het geheugen nodig. Vraag uw beheerder om die; als Word-bestand is het stuk er wel."
        en "A part is missing" "A PDF needs LibreOffice (Debian package libreoffice-writer-nogui) and a folder in memory. Ask your administrator for them; as a Word file the document is there.";
    Internal "internal" INTERNAL_SERVER_ERROR
        nl "Er ging iets mis" "Probeer het opnieuw. Blijft het misgaan, geef dan de foutcode aan uw beheerder."
        en "Something went wrong" "Try again. If it goes on, give the error code to your administrator.";
}

impl Kind {
    /// The kind for a refusal of the framework itself.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::Unauthenticated,
            StatusCode::FORBIDDEN => Self::Refused,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMedia,
            StatusCode::UNPROCESSABLE_ENTITY => Self::Invalid,
            StatusCode::TOO_MANY_REQUESTS => Self::Throttled,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            _ if status.is_client_error() => Self::BadRequest,
            _ => Self::Internal,
        }
    }
}
