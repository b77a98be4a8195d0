//! What the person wants to be told, how, and when mails may come.

use crate::app::use_network;
use crate::client;
use crate::components::{
    Button, Card, Choice, ProblemView, ResourceView, SelectField, TextField, keyed_part, one_of, use_toast,
};
use crate::hooks::{Binding, Draft, Form, checked, use_form, use_mutation, use_resource};
use crate::i18n::t;
use shared::notifications::{NotificationKind, NotificationPreferences, Way, Wish};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

impl Draft for NotificationPreferences {
    type Wire = Self;

    fn build(&self) -> Result<Self, Vec<FieldError>> {
        let sms_to = self.sms_to.clone().filter(|number| !number.trim().is_empty());
        checked(Self { sms_to, ..self.clone() })
    }
}

/// Fetches what is chosen, and asks for it.
#[hook]
pub fn use_told_card() -> Html {
    let preferences = use_resource("notification preferences".to_owned(), client::notifications::preferences);
    let ready = Callback::from(|chosen: Rc<NotificationPreferences>| {
        keyed_part("told", use_told_form, ToldFormProps { chosen: (*chosen).clone() })
    });
    html! {
        <Card title={t!("told.title")}>
            <p class="muted">{ t!("told.hint") }</p>
            <ResourceView shown={preferences.shown(&ready)} lines=4 />
        </Card>
    }
}

#[derive(PartialEq)]
struct ToldFormProps {
    chosen: NotificationPreferences,
}

#[hook]
fn use_told_form(props: Rc<ToldFormProps>) -> Html {
    let toast = use_toast();
    let network = use_network();
    let save = use_mutation(client::notifications::replace_preferences, move |_| toast.emit(t!("told.saved")));
    let form = use_form(|| props.chosen.clone(), save.failure.clone());
    let hour = |label: AttrValue, bind: Binding<u32>| {
        let hours: Vec<_> = (0..24).map(|hour| Choice::new(hour, t!("told.hour", hour = i64::from(hour)))).collect();
        html! { <SelectField question={one_of(&bind, &hours)} {label} /> }
    };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <ProblemView failure={save.failure.clone()} />
            { for NotificationKind::ALL.iter().map(|kind| wish(&form, *kind)) }
            { hour(t!("told.daily_hour"), form.field("/daily_hour", |draft| &mut draft.daily_hour)) }
            { hour(t!("told.quiet_from"), form.field("/quiet_from", |draft| &mut draft.quiet_from)) }
            { hour(t!("told.quiet_until"), form.field("/quiet_until", |draft| &mut draft.quiet_until)) }
            <p class="muted">{ t!("told.quiet_hint") }</p>
            if network.is_some_and(|network| network.sends_sms) {
                <TextField
                    bind={form.field("/sms_to", |draft| draft.sms_to.get_or_insert_default())}
                    label={t!("told.sms_to")}
                    hint={t!("told.sms_hint")}
                    kind="tel"
                    optional=true
                />
            }
            <div class="form-actions"><Button submit=true busy={save.busy}>{ t!("button.save") }</Button></div>
        </form>
    }
}

/// How the person is told of one kind of thing.
fn wish(form: &Form<NotificationPreferences>, kind: NotificationKind) -> Html {
    let change = {
        let form = form.clone();
        Callback::from(move |way: Way| {
            form.edit(move |draft| {
                draft.wishes.retain(|wish| wish.kind != kind);
                draft.wishes.push(Wish { kind, way });
            });
        })
    };
    let bind = Binding { pointer: kind.as_str(), value: form.draft.way(kind), error: None, change };
    let ways = [Way::AtOnce, Way::Daily, Way::App, Way::Off].map(|way| Choice::new(way, name_of(way)));
    html! { <SelectField question={one_of(&bind, &ways)} label={asked(kind)} /> }
}

fn name_of(way: Way) -> AttrValue {
    match way {
        Way::AtOnce => t!("told.at_once"),
        Way::Daily => t!("told.daily"),
        Way::App => t!("told.app"),
        Way::Off => t!("told.off"),
    }
}

fn asked(kind: NotificationKind) -> AttrValue {
    match kind {
        NotificationKind::OfferFits => t!("told.offer_fits"),
        NotificationKind::NeedFits => t!("told.need_fits"),
        NotificationKind::Matched => t!("told.matched"),
        NotificationKind::ClaimAsked => t!("told.claim_asked"),
        NotificationKind::ClaimStepped => t!("told.claim_stepped"),
        NotificationKind::LoanAsked => t!("told.loan_asked"),
        NotificationKind::LoanStepped => t!("told.loan_stepped"),
        NotificationKind::LoanReminded => t!("told.loan_reminded"),
        NotificationKind::EquipmentFreed => t!("told.equipment_freed"),
        NotificationKind::SkillAsked => t!("told.skill_asked"),
        NotificationKind::SkillStepped => t!("told.skill_stepped"),
        NotificationKind::SkillDue => t!("told.skill_due"),
        NotificationKind::HelpWanted => t!("told.help_wanted"),
        NotificationKind::HelpOffered => t!("told.help_offered"),
        NotificationKind::TourAsked => t!("told.tour_asked"),
        NotificationKind::TourStepped => t!("told.tour_stepped"),
        NotificationKind::Recall => t!("told.recall"),
        NotificationKind::StockDue => t!("told.stock_due"),
        NotificationKind::ActivityMissing => t!("told.activity_missing"),
        NotificationKind::RoundShared => t!("told.round_shared"),
        NotificationKind::RoundDue => t!("told.round_due"),
    }
}
