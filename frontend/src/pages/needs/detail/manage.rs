//! What the needing side may do with a need: edit it, take it back; a standing one stops.

use crate::client;
use crate::components::{Button, ButtonLink, Dialog, Icon, ProblemView, Tone, use_toast};
use crate::hooks::{Resource, forget, use_mutation};
use crate::i18n::t;
use crate::routes::Route;
use shared::needs::Need;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_manage`].
#[derive(PartialEq)]
pub struct ManageProps {
    /// The need.
    pub need: Need,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<Need>,
}

/// Edit and withdraw.
#[hook]
pub fn use_manage(props: Rc<ManageProps>) -> Html {
    let id = props.need.id;
    let toast = use_toast();
    let asking = use_state(|| false);
    let withdraw = {
        let (asking, resource) = (asking.clone(), props.resource.clone());
        use_mutation(
            move |()| client::needs::withdraw(id),
            move |need: Need| {
                asking.set(false);
                for family in ["needs", "claims", "today"] {
                    forget(family);
                }
                toast.emit(t!("need.withdrawn"));
                resource.replace(need);
            },
        )
    };
    let set = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    let (stop, title, text) = if props.need.weekly.is_some() {
        (t!("need.stop"), t!("need.stop_title"), t!("need.stop_text"))
    } else {
        (t!("need.withdraw"), t!("need.withdraw_title"), t!("need.withdraw_text"))
    };
    html! {
        <>
            <ButtonLink to={Route::EditNeed { id }} icon={Icon::Edit}>{ t!("offer.edit") }</ButtonLink>
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ stop.clone() }</Button>
            <Dialog open={*asking} {title} onclose={set(false)}>
                <p>{ text }</p>
                <ProblemView failure={withdraw.failure.clone()} retry={props.resource.reload.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={withdraw.busy} onclick={withdraw.run.clone()}>{ stop }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </>
    }
}
