//! What its organisation may do with a need: change it, say that it was found, take it back.

use crate::client::{self, Failure};
use crate::components::{Button, ButtonLink, Dialog, Icon, ProblemView, Tone, use_toast};
use crate::hooks::{Resource, forget, use_mutation};
use crate::i18n::t;
use crate::pages::equipment_needs::place::Place;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedStatus};
use shared::ids::EquipmentNeedId;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_manage`].
#[derive(PartialEq)]
pub struct ManageProps {
    /// The need.
    pub need: EquipmentNeed,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<EquipmentNeed>,
}

/// How a need ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Met,
    Withdrawn,
}

async fn end(id: EquipmentNeedId, how: End) -> Result<EquipmentNeed, Failure> {
    match how {
        End::Met => client::equipment_needs::confirm(id).await,
        End::Withdrawn => client::equipment_needs::withdraw(id).await,
    }
}

/// Buttons beside the title; both ends, which are for ever, are asked about.
#[hook]
pub fn use_manage(props: Rc<ManageProps>) -> Html {
    let id = props.need.id;
    let toast = use_toast();
    let asking = use_state(|| None::<End>);
    let ending = {
        let (resource, asking) = (props.resource.clone(), asking.clone());
        use_mutation(
            move |how: End| end(id, how),
            move |need: EquipmentNeed| {
                asking.set(None);
                for family in ["equipment needs list", "today"] {
                    forget(family);
                }
                let is_met = need.status == EquipmentNeedStatus::Met;
                toast.emit(if is_met { t!("equipment_need.now_met") } else { t!("need.withdrawn") });
                resource.replace(need);
            },
        )
    };
    let ask = |how: Option<End>| {
        let (asking, clear) = (asking.clone(), ending.clear.clone());
        Callback::from(move |()| {
            // What failed in one question is not said in the next.
            clear.emit(());
            asking.set(how);
        })
    };
    let question = asking.map(|how| {
        let (title, text, tone, icon, words) = match how {
            End::Met => {
                let title = t!("equipment_need.met_title");
                (title, t!("equipment_need.met_question"), Tone::Primary, Icon::Check, t!("equipment_need.found"))
            }
            End::Withdrawn => {
                let title = t!("need.withdraw_title");
                (title, t!("equipment_need.withdraw_text"), Tone::Danger, Icon::Trash, t!("need.withdraw"))
            }
        };
        let run = ending.run.reform(move |()| how);
        let content = html! {
            <>
                <p>{ text }</p>
                <ProblemView failure={ending.failure.clone()} retry={props.resource.reload.clone()} />
                <div class="form-actions">
                    <Button {tone} {icon} busy={ending.busy} onclick={run}>{ words }</Button>
                    <Button tone={Tone::Quiet} onclick={ask(None)}>{ t!("button.cancel") }</Button>
                </div>
            </>
        };
        (title, content)
    });
    let (title, content) = question.unwrap_or_default();
    html! {
        <>
            <Button icon={Icon::Check} onclick={ask(Some(End::Met))}>{ t!("equipment_need.found") }</Button>
            <ButtonLink to={Place::Edit(id).route()} icon={Icon::Edit}>{ t!("offer.edit") }</ButtonLink>
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={ask(Some(End::Withdrawn))}>{ t!("need.withdraw") }</Button>
            <Dialog open={asking.is_some()} {title} onclose={ask(None)}>{ content }</Dialog>
        </>
    }
}
