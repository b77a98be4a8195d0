//! Closed sets of words: the same in both trees, and the same as the program's.

use super::folder;
use api::db::Backend;
use std::collections::BTreeSet;
use tests::project;

/// Each column that takes only some words, with the words.
fn closed_sets(backend: Backend) -> BTreeSet<(String, Vec<String>)> {
    let files = project::files(&project::root().join(folder(backend)), |path| path.ends_with("up.sql"));
    let sets = files.iter().flat_map(|file| sets_of(&project::read(file)));
    sets.collect()
}

fn sets_of(sql: &str) -> Vec<(String, Vec<String>)> {
    let parts: Vec<&str> = sql.split(" IN ('").collect();
    let pairs = parts.windows(2).map(|pair| {
        let column = pair[0].rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap();
        let words = pair[1].split("')").next().unwrap();
        (column.to_owned(), words.split("', '").map(str::to_owned).collect())
    });
    pairs.collect()
}

macro_rules! words {
    ($($set:path),+ $(,)?) => {
        [$((stringify!($set), <$set>::ALL.iter().map(|word| word.as_str().to_owned()).collect::<Vec<_>>())),+]
    };
}

#[test]
fn both_databases_take_the_words_that_the_program_knows() {
    let (sqlite, postgres) = (closed_sets(Backend::Sqlite), closed_sets(Backend::Postgres));
    assert_eq!(sqlite, postgres);
    let known = words![
        api::accounts::store::links::Purpose,
        shared::accounts::Locale,
        shared::answers::AnswerKind,
        shared::cascades::CascadeStep,
        shared::categories::DateKind,
        shared::claims::ClaimState,
        shared::claims::Party,
        shared::collection_rounds::CollectionRoundState,
        shared::collection_rounds::CollectionStopState,
        shared::equipment::EquipmentKind,
        shared::equipment::Requirement,
        shared::equipment_needs::EquipmentNeedStatus,
        shared::loans::ItemCondition,
        shared::loans::LoanParty,
        shared::loans::LoanState,
        shared::matches::DismissalReason,
        shared::matches::MatchSide,
        shared::matches::MatchSubject,
        shared::matches::help::HelpDismissalReason,
        shared::matches::help::HelpKind,
        shared::needs::NeedKind,
        shared::needs::NeedStatus,
        shared::notifications::NotificationKind,
        shared::notifications::Way,
        shared::offers::OfferStatus,
        shared::offers::Visibility,
        shared::organisations::OrganisationKind,
        shared::organisations::OrganisationStatus,
        shared::organisations::Role,
        shared::photos::HandlingMoment,
        shared::recurring::RecurringState,
        shared::renewals::RenewalState,
        shared::reports::ReportOutcome,
        shared::reports::ReportReason,
        shared::reports::ReportSubject,
        shared::rounds::LineStatus,
        shared::rounds::RevisionKind,
        shared::rounds::RoundReason,
        shared::rounds::RoundStatus,
        shared::saved_searches::Alert,
        shared::sites::PositionSource,
        shared::sites::SiteKind,
        shared::sites::Transport,
        shared::sites::Weekday,
        shared::skill_sessions::SkillSessionParty,
        shared::skill_sessions::SkillSessionState,
        shared::skills::ListingKind,
        shared::stock::FundingSource,
        shared::stock::LotStatus,
        shared::stock::LotStatusCause,
        shared::stock::StockAccountKind,
        shared::stock::StockMovementKind,
        shared::stock::WasteReason,
        shared::tours::LoanLeg,
        shared::tours::StopTask,
        shared::tours::TourLoadKind,
        shared::tours::TourLoadState,
        shared::tours::TourParty,
        shared::tours::TourState,
        shared::units::TemperatureClass,
        shared::units::Unit,
        shared::waits::WaitState,
    ];
    for (name, words) in &known {
        assert!(sqlite.iter().any(|(_, checked)| checked == words), "no column takes the words of {name}: {words:?}");
    }
    // Where a claim's food comes from and goes to has words of the ledger's own; an index may ask for some states only.
    let own = ["from_kind", "to_kind"];
    for (column, words) in sqlite.iter().filter(|(column, _)| !own.contains(&column.as_str())) {
        let part_of_one = known.iter().any(|(_, all)| words.iter().all(|word| all.contains(word)));
        assert!(part_of_one, "{column} takes {words:?}, which is no closed set of the program");
    }
}
