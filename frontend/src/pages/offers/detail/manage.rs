//! What the giver may do with an offer: edit it, take it off the board.

use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone, use_toast};
use crate::hooks::{Resource, forget, use_mutation};
use crate::i18n::t;
use crate::routes::Route;
use shared::offers::Offer;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_manage`].
#[derive(PartialEq)]
pub struct ManageProps {
    /// The offer.
    pub offer: Offer,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<Offer>,
}

/// Edit and withdraw.
#[hook]
pub fn use_manage(props: Rc<ManageProps>) -> Html {
    let (id, version) = (props.offer.id, props.offer.version);
    let toast = use_toast();
    let asking = use_state(|| false);
    let withdraw = {
        let (asking, resource) = (asking.clone(), props.resource.clone());
        use_mutation(
            move |()| client::offers::withdraw(id, version),
            move |offer: Offer| {
                asking.set(false);
                forget("offers");
                forget("stock");
                forget("today");
                toast.emit(t!("offer.withdrawn"));
                resource.replace(offer);
            },
        )
    };
    let set = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    html! {
        <>
            <Link<Route> to={Route::EditOffer { id }} classes="button button-secondary">
                { Icon::Edit }<span>{ t!("offer.edit") }</span>
            </Link<Route>>
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ t!("offer.withdraw") }</Button>
            <Dialog open={*asking} title={t!("offer.withdraw_title")} onclose={set(false)}>
                <p>{ t!("offer.withdraw_text") }</p>
                <ProblemView failure={withdraw.failure.clone()} retry={props.resource.reload.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={withdraw.busy} onclick={withdraw.run.clone()}>{ t!("offer.withdraw") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </>
    }
}
