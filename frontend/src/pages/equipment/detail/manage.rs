//! What the owner may do with an item: change it, lend it no more.

use super::PartProps;
use crate::client;
use crate::components::{Button, ButtonLink, Dialog, Icon, ProblemView, Tone, use_toast};
use crate::hooks::{forget, use_mutation};
use crate::i18n::t;
use crate::routes::Route;
use shared::equipment::Equipment;
use std::rc::Rc;
use yew::prelude::*;

/// Buttons beside the name; only the end, which is for ever, is asked about.
#[hook]
pub fn use_manage(props: Rc<PartProps>) -> Html {
    let id = props.item.id;
    let toast = use_toast();
    let asking = use_state(|| false);
    let retire = {
        let (resource, asking) = (props.resource.clone(), asking.clone());
        use_mutation(
            move |()| client::equipment::retire(id),
            move |item: Equipment| {
                asking.set(false);
                forget("equipment list");
                toast.emit(t!("equipment.now_retired"));
                resource.replace(item);
            },
        )
    };
    let set = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    html! {
        <>
            <ButtonLink to={Route::EditItem { id }} icon={Icon::Edit}>{ t!("offer.edit") }</ButtonLink>
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ t!("equipment.retire") }</Button>
            <Dialog open={*asking} title={t!("equipment.retire_title")} onclose={set(false)}>
                <p>{ t!("equipment.retire_text") }</p>
                <ProblemView failure={retire.failure.clone()} retry={props.resource.reload.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={retire.busy} onclick={retire.run.clone()}>{ t!("equipment.retire") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </>
    }
}
