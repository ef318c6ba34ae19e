//! Which records may become active.

use proptest::prelude::*;

use super::*;

/// A supplier that meets every norm until the end of 2026.
pub(crate) fn good() -> Provider {
    Provider {
        id: "azure-nl".into(),
        name: "Azure".into(),
        kind: ProviderKind::Supplier,
        state: ProviderState::Active,
        base_url: "https://firma.openai.example.nl".into(),
        models: vec!["gpt".into()],
        legal_entity: "Microsoft Ireland Operations Ltd".into(),
        registration: "256796".into(),
        country: "IE".into(),
        region: "westeurope".into(),
        region_country: "NL".into(),
        storage: Use::None,
        training: Use::None,
        certificate: Some(Certificate {
            number: "IS 1".into(),
            issuer: "BSI".into(),
            scope: "ISO/IEC 27001, clouds".into(),
            valid_to: "2026-12-31".parse().expect("a date"),
        }),
        contract: "contract-7, clause 3".into(),
        processing_agreement: "dpa-7".into(),
    }
}

fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().expect("a time")
}

/// One way to break each norm.
fn broken(mut provider: Provider, norm: Norm, way: u8) -> Provider {
    match norm {
        Norm::Address => {
            provider.base_url = ["https://127.0.0.1", "https://169.254.169.254"][usize::from(way % 2)].into()
        }
        Norm::Encryption => provider.base_url = provider.base_url.replace("https:", "http:"),
        Norm::LegalEntity if way.is_multiple_of(2) => provider.legal_entity = "  ".into(),
        Norm::LegalEntity => provider.registration = String::new(),
        Norm::EuropeanUnion => provider.country = ["US", "GB", "", "NO", "nl"][usize::from(way % 5)].into(),
        Norm::ProcessingPlace if way.is_multiple_of(2) => provider.region_country = "US".into(),
        Norm::ProcessingPlace => provider.region = String::new(),
        Norm::NoStorage => provider.storage = Use::SomeOrUnknown,
        Norm::NoTraining => provider.training = Use::SomeOrUnknown,
        Norm::Certificate => break_certificate(&mut provider, way),
        Norm::Contract => provider.contract = String::new(),
        Norm::ProcessingAgreement => provider.processing_agreement = " ".into(),
    }
    provider
}

fn break_certificate(provider: &mut Provider, way: u8) {
    let Some(held) = &mut provider.certificate else { return };
    match way % 5 {
        0 => held.number.clear(),
        1 => held.issuer.clear(),
        2 => held.scope.clear(),
        3 => held.valid_to = "2026-03-01".parse().expect("a date"),
        _ => provider.certificate = None,
    }
}

proptest! {
    #[test]
    fn p018_can_activate_is_all_norms_hold(bits in 0_u16..1024, ways in any::<[u8; 10]>()) {
        let mut provider = good();
        let mut expected = Vec::new();
        for (place, norm) in Norm::ALL.into_iter().enumerate() {
            if bits & (1 << place) != 0 {
                provider = broken(provider, norm, ways[place]);
                expected.push(norm);
            }
        }
        prop_assert_eq!(provider.unmet(now()), expected.clone());
        prop_assert_eq!(provider.can_activate(now()), expected.is_empty());
    }
}

#[test]
fn p017_every_missing_combination_is_refused_and_only_the_full_set_passes() {
    for bits in 0_u16..1024 {
        let broken_norms = Norm::ALL.into_iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
        let provider = broken_norms.fold(good(), |provider, (_, norm)| broken(provider, norm, 0));
        assert_eq!(provider.can_activate(now()), bits == 0, "{bits:b}");
    }
}

#[test]
fn p018_the_own_machine_needs_only_its_address() {
    assert!(Provider::own_machine("own", "http://127.0.0.1:8080", "m").can_activate(now()));
    for elsewhere in ["http://192.168.1.5:8080", "https://api.example.nl", "http://127.0.0.1.example.nl", "x"]
    {
        let provider = Provider::own_machine("own", elsewhere, "m");
        assert_eq!(provider.unmet(now()), [Norm::Address], "{elsewhere}");
    }
}

#[test]
fn p015_a_certificate_ends_at_midnight_after_its_last_day() {
    let provider = good();
    assert!(provider.can_activate("2026-12-31T23:59:59Z".parse().expect("a time")));
    assert!(!provider.can_activate("2027-01-01T00:00:00Z".parse().expect("a time")));
}

#[test]
fn p018_what_a_record_does_not_say_does_not_hold() {
    let said = r#"{"id":"x","name":"X","kind":"supplier","state":"active","base_url":"https://x.example.nl","models":[]}"#;
    let provider: Provider = serde_json::from_str(said).expect("a record");
    assert_eq!(provider.unmet(now()), Norm::ALL[2..], "all but the address and its encryption");
    let whole: Provider =
        serde_json::from_str(&serde_json::to_string(&good()).expect("json")).expect("a record");
    assert_eq!(whole, good());
}
