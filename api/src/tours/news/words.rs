//! The words of mails about tours.

use crate::loans::news::written;
use chrono_tz::Tz;
use shared::accounts::Locale;
use shared::notifications::TourNews;
use shared::time::UtcMillis;

/// What the sentences name.
pub struct Named<'n> {
    /// The tour's title.
    pub tour: &'n str,
    /// What is carried, or the tour's title.
    pub item: &'n str,
    /// Whoever did it.
    pub other: &'n str,
    /// When the tour leaves, or when its vehicle comes.
    pub at: UtcMillis,
}

/// Subject and text.
pub fn letter(news: TourNews, named: &Named<'_>, zone: Tz, locale: Locale) -> (String, String) {
    let when = written(named.at, zone, locale);
    match locale {
        Locale::French => (format!("{} : {}", french_subject(news), named.item), french(news, named, &when)),
        Locale::English => (format!("{}: {}", english_subject(news), named.item), english(news, named, &when)),
    }
}

const fn french_subject(news: TourNews) -> &'static str {
    match news {
        TourNews::Asked => "Transport demandé",
        TourNews::Proposed => "Transport proposé",
        TourNews::Planned => "Transport prévu",
        TourNews::Declined => "Transport refusé",
        TourNews::Withdrawn => "Transport retiré",
        TourNews::Failed => "Transport impossible",
        TourNews::Cancelled => "Tournée annulée",
        TourNews::DriverFound => "Conducteur trouvé",
        TourNews::DriverLeft => "Conducteur à trouver",
        TourNews::Moved => "Nouvel horaire de passage",
    }
}

const fn english_subject(news: TourNews) -> &'static str {
    match news {
        TourNews::Asked => "Transport asked for",
        TourNews::Proposed => "Transport proposed",
        TourNews::Planned => "Transport planned",
        TourNews::Declined => "Transport declined",
        TourNews::Withdrawn => "Transport taken off",
        TourNews::Failed => "Transport not possible",
        TourNews::Cancelled => "Tour cancelled",
        TourNews::DriverFound => "Driver found",
        TourNews::DriverLeft => "Driver wanted",
        TourNews::Moved => "New time of passage",
    }
}

fn french(news: TourNews, named: &Named<'_>, when: &str) -> String {
    let Named { tour, item, other, at: _ } = named;
    match news {
        TourNews::Asked => {
            format!("{other} vous demande d’emporter « {item} » dans « {tour} », qui part {when}. Répondez ici :")
        }
        TourNews::Proposed => {
            format!("{other} propose d’emporter « {item} » dans sa tournée, qui part {when}. Répondez ici :")
        }
        TourNews::Planned => format!("« {item} » fait partie de la tournée « {tour} », qui part {when} (par {other})."),
        TourNews::Declined => {
            format!("{other} a répondu non : « {item} » ne fera pas partie de la tournée « {tour} », qui part {when}.")
        }
        TourNews::Withdrawn => format!(
            "« {item} » ne fait plus partie de la tournée « {tour} », qui part {when}. \
             S’il faut le transporter autrement, organisez-vous dès maintenant."
        ),
        TourNews::Failed => format!("« {item} » n’a pas pu être transporté par la tournée « {tour} »."),
        TourNews::Cancelled => format!("La tournée « {tour} », prévue {when}, n’a pas lieu."),
        TourNews::DriverFound => format!("{other} conduira la tournée « {tour} », qui part {when}."),
        TourNews::DriverLeft => format!("{other} ne peut plus conduire la tournée « {tour} », qui part {when}."),
        TourNews::Moved => format!("La tournée « {tour} » passera {when} pour « {item} »."),
    }
}

fn english(news: TourNews, named: &Named<'_>, when: &str) -> String {
    let Named { tour, item, other, at: _ } = named;
    match news {
        TourNews::Asked => format!("{other} asks you to carry “{item}” on “{tour}”, which leaves {when}. Please answer:"),
        TourNews::Proposed => {
            format!("{other} proposes to carry “{item}” on its tour, which leaves {when}. Please answer:")
        }
        TourNews::Planned => format!("“{item}” is part of the tour “{tour}”, which leaves {when} (by {other})."),
        TourNews::Declined => {
            format!("{other} said no: “{item}” will not be part of the tour “{tour}”, which leaves {when}.")
        }
        TourNews::Withdrawn => format!(
            "“{item}” is no longer part of the tour “{tour}”, which leaves {when}. \
             If it has to be carried in another way, please arrange for that now."
        ),
        TourNews::Failed => format!("“{item}” could not be carried by the tour “{tour}”."),
        TourNews::Cancelled => format!("The tour “{tour}”, planned {when}, does not take place."),
        TourNews::DriverFound => format!("{other} will drive the tour “{tour}”, which leaves {when}."),
        TourNews::DriverLeft => format!("{other} can no longer drive the tour “{tour}”, which leaves {when}."),
        TourNews::Moved => format!("The tour “{tour}” comes {when} for “{item}”."),
    }
}
