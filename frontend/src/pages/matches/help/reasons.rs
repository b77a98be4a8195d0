//! Why somebody can help, in sentences.

use crate::i18n::{number, t, time};
use shared::matches::help::{HelpFit, HelpReason, HelpReasonKind};
use shared::time::UtcMillis;
use yew::prelude::*;

/// The reasons, one a line. `wanting` is who looks for help; `None` where that is us.
pub fn reasons(fit: &HelpFit, wanting: Option<&str>) -> Html {
    let line = |reason: &HelpReason| html! { <li>{ sentence(reason, wanting) }</li> };
    html! { <ul class="match-reasons" aria-label={t!("matches.why")}>{ for fit.reasons.iter().map(line) }</ul> }
}

fn sentence(reason: &HelpReason, wanting: Option<&str>) -> AttrValue {
    let from = reason.starts_at.unwrap_or(UtcMillis(0));
    match reason.kind {
        HelpReasonKind::KindSame => t!("help.kind_same"),
        HelpReasonKind::KindSubstitute => t!("help.kind_substitute"),
        HelpReasonKind::TopicSame => t!("help.topic_same"),
        HelpReasonKind::FreeAllTime => t!("help.free_all_time"),
        HelpReasonKind::FreePart => t!("help.free_part", span = time::span(from, reason.ends_at.unwrap_or(from))),
        HelpReasonKind::TimesInCommon => t!("help.times_in_common", n = reason.count.unwrap_or(1)),
        HelpReasonKind::TimesToAgree => t!("help.times_to_agree"),
        HelpReasonKind::Distance => t!("matches.distance", distance = number::distance(reason.metres.unwrap_or(0))),
        HelpReasonKind::Remote => t!("help.remote"),
        HelpReasonKind::Urgent => t!("matches.urgent"),
        HelpReasonKind::NeededSoon => t!("matches.needed_soon", moment = time::moment(from)),
        HelpReasonKind::HelpedLeast => match wanting {
            Some(name) => t!("help.helped_least", name = name),
            None => t!("help.helped_least_ours"),
        },
        HelpReasonKind::HelpedLess => match wanting {
            Some(name) => t!("help.helped_less", name = name),
            None => t!("help.helped_less_ours"),
        },
        HelpReasonKind::Reliable => match wanting {
            Some(name) => t!("help.reliable", name = name),
            None => t!("help.reliable_ours"),
        },
    }
}
