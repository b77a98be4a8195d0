//! When the item is free, beside what can be done about it: asking for it, or keeping it for a time.

use super::booking::{BookingProps, use_booking};
use super::booking_draft::BookingDraft;
use super::closures::{ClosuresProps, use_closures};
use super::queue::{QueueProps, use_queue};
use super::{PartProps, borrowers};
use crate::client;
use crate::client::Failure;
use crate::components::{part, use_toast};
use crate::hooks::{forget, use_form, use_fresh, use_key_of, use_mutation, use_resource, use_session};
use crate::i18n::{t, zone};
use crate::pages::equipment::calendar::{CalendarProps, Month, month_of, use_calendar, use_month};
use crate::pages::matches::help::ways::Wanted;
use crate::routes::Route;
use chrono::NaiveDate;
use shared::equipment::BusyPeriod;
use shared::loans::{Loan, LoanState, NewLoan};
use shared::problem::Code;
use shared::time::UtcMillis;
use shared::waits::{EquipmentWaits, NewWait};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// The calendar and the form beside it.
#[hook]
pub fn use_availability(props: Rc<PartProps>) -> Html {
    let item = &props.item;
    let session = use_session();
    let ours = borrowers(session.me().as_deref(), item);
    let may_borrow = !item.retired && session.may_write() && !ours.is_empty();
    let closing = item.can_edit && !item.retired && session.may_write();
    let month = use_month(item.id);
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let send = use_mutation(
        move |new: NewLoan| {
            let key = keys.of(&new);
            client::loans::create(new, key)
        },
        move |loan: Loan| {
            for family in ["loan", "equipment calendar", "equipment need"] {
                forget(family);
            }
            let at_once = loan.state == LoanState::Accepted;
            toast.emit(if at_once { t!("booking.lent") } else { t!("booking.sent") });
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Loan { id: loan.id });
            }
        },
    );
    let (id, clear) = (item.id, send.clear.clone());
    let waits = use_resource(format!("equipment waits {id}"), move || client::equipment::waits(id));
    use_fresh(&waits.reload);
    let wait = {
        let (resource, toast) = (waits.clone(), use_toast());
        use_mutation(
            move |new: NewWait| client::equipment::wait(id, new),
            move |now: EquipmentWaits| {
                clear.emit(());
                toast.emit(t!("waits.joined"));
                resource.replace(now);
            },
        )
    };
    let named = use_location().and_then(|location| location.query::<Wanted>().ok());
    let start = || BookingDraft::new(item, &ours, session.organisation()).wanted(named, &ours);
    let form = use_form(start, send.failure.clone());
    {
        // The calendar shows the days that are asked for.
        let month = month.clone();
        use_effect_with(named, move |named| {
            let first = named.map(|wanted| month_of(zone::wall(wanted.from).date().max(zone::today())));
            if let Some(first) = first.filter(|first| *first != month.first) {
                month.turn.emit(first);
            }
        });
    }
    let clash = send.failure.as_ref().and_then(busy);
    {
        // Somebody was faster, or it is taken for another reason: show at once what stands in the way.
        let month = month.clone();
        use_effect_with(clash, move |clash| {
            if let Some((from, _)) = clash {
                forget("equipment calendar");
                show(&month, *from);
            }
        });
    }
    let choose = may_borrow.then(|| {
        let form = form.clone();
        Callback::from(move |day: NaiveDate| form.edit_at("/starts_at", move |draft| draft.choose(day)))
    });
    let reopening = use_state(|| None::<BusyPeriod>);
    let reopen = closing.then(|| {
        let reopening = reopening.clone();
        Callback::from(move |period: BusyPeriod| reopening.set(Some(period)))
    });
    let closing_now = use_state(|| false);
    let wanted = form.draft.span().filter(|_| may_borrow);
    let calendar = CalendarProps { month: month.clone(), wanted, clash, choose, reopen };
    html! {
        <>
            if !item.retired {
                <div class="item-page-calendar">{ part(use_calendar, calendar) }</div>
            }
            <div class="stack item-page-side">
                { part(use_queue, QueueProps { id, waits }) }
                // Two forms that ask for a start would share the ids of their fields.
                if may_borrow && !*closing_now {
                    { part(use_booking, BookingProps { item: item.clone(), ours, form, send, wait }) }
                }
                if closing {
                    { part(use_closures, ClosuresProps { id: item.id, month, asking: closing_now, reopening }) }
                }
            </div>
        </>
    }
}

/// The time that stands in the way.
#[must_use]
pub fn busy(failure: &Failure) -> Option<(UtcMillis, UtcMillis)> {
    let Failure::Problem(problem) = failure else { return None };
    let at = |name: &str| problem.params.get(name).and_then(serde_json::Value::as_str).and_then(|text| text.parse().ok());
    if problem.code == Code::EquipmentBusy { at("busy_from").zip(at("busy_until")) } else { None }
}

/// Turns to the month of an instant, and asks anew what is taken.
fn show(month: &Month, at: UtcMillis) {
    let wanted = month_of(zone::wall(at).date().max(zone::today()));
    if wanted == month.first {
        month.calendar.reload.emit(());
    } else {
        month.turn.emit(wanted);
    }
}
