//! Names of figures and lights on paper.

use legalmind_core::{
    account::Language,
    accountability::{FigureKind, Light},
};

/// What a figure counts.
pub(super) const fn kind(kind: FigureKind, language: Language) -> &'static str {
    let (nl, en) = match kind {
        FigureKind::InForce => ("geldende regels", "rows in force"),
        FigureKind::Concept => ("concepten", "concepts"),
        FigureKind::Suspended => ("regels die niet meer gelden", "rows that no longer hold"),
        FigureKind::Open => ("open taken", "open tasks"),
        FigureKind::Soon => ("taken binnen zeven dagen", "tasks due within seven days"),
        FigureKind::Late => ("taken te laat", "tasks past their day"),
        FigureKind::Escalated => ("taken geëscaleerd", "tasks escalated"),
        FigureKind::DeadlinePast => ("termijnen verstreken", "deadlines past"),
        FigureKind::DeadlineWeek => {
            ("termijnen in de komende zeven dagen", "deadlines in the next seven days")
        }
        FigureKind::IncidentRunning => ("incidenten met een lopende klok", "incidents with a running clock"),
        FigureKind::IncidentLate => ("incidenten met een verlopen klok", "incidents with a clock run out"),
        FigureKind::TrainingExpired => ("opleidingen verlopen", "trainings expired"),
        FigureKind::CertificateExpired => (
            "leveranciers en verwerkers zonder geldig bewijs",
            "suppliers and processors without valid proof",
        ),
        FigureKind::Lacking => {
            ("geldende regels waaraan nu iets ontbreekt", "rows in force that lack something now")
        }
        FigureKind::RecipientUnregistered => (
            "ontvangers zonder regel in het register van verwerkingen of verwerkers",
            "recipients without a row in the register of processing or of processors",
        ),
        FigureKind::Officer => ("mensen die de registers bijhouden", "people who keep the registers"),
        FigureKind::RemovalSoon => {
            ("bewaartermijnen die binnen dertig dagen aflopen", "retention periods ending within thirty days")
        }
        FigureKind::RemovalLate => ("te lang bewaard", "kept too long"),
        FigureKind::Control => ("beheersmaatregelen vastgesteld", "controls decided on"),
        FigureKind::Chain => {
            ("regels van het logboek waarvan de keten klopt", "entries of the log whose chain holds")
        }
        FigureKind::Done => ("taken gedaan in het kwartaal", "tasks done in the quarter"),
        FigureKind::DoneLate => ("daarvan na hun dag", "of those, past their day"),
        FigureKind::IncidentFound => {
            ("incidenten vastgelegd in het kwartaal", "incidents recorded in the quarter")
        }
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// The name of a light.
pub(super) const fn light(light: Light, language: Language) -> &'static str {
    match (light, language) {
        (Light::Green, Language::Nl) => "groen",
        (Light::Green, Language::En) => "green",
        (Light::Amber, Language::Nl) => "oranje",
        (Light::Amber, Language::En) => "amber",
        (Light::Red, Language::Nl) => "rood",
        (Light::Red, Language::En) => "red",
    }
}
