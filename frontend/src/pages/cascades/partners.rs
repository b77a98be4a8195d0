//! Regular partners of a site: those to whom its offers can be proposed first.

use crate::client;
use crate::components::{Card, Chip, Combobox, ProblemView, ResourceView, Suggestion, part, use_toast};
use crate::hooks::{Binding, Resource, use_found, use_mutation, use_resource};
use crate::i18n::t;
use shared::cascades::PartnerList;
use shared::ids::{OrganisationId, SiteId};
use shared::text::fold;
use std::rc::Rc;
use yew::prelude::*;

/// Suggestions shown at once.
const SHOWN: usize = 8;

/// Props of [`use_partners_card`].
#[derive(PartialEq)]
pub struct PartnersCardProps {
    /// The site.
    pub id: SiteId,
    /// Its own organisation.
    pub us: OrganisationId,
}

/// Names partners and takes them off the list; each change is kept at once.
#[hook]
pub fn use_partners_card(props: Rc<PartnersCardProps>) -> Html {
    let (id, us) = (props.id, props.us);
    let partners = use_resource(format!("partners of {id}"), move || client::cascades::partners(id));
    let ready = {
        let resource = partners.clone();
        Callback::from(move |list: Rc<PartnerList>| {
            part(use_partners, ListProps { id, us, list: (*list).clone(), resource: resource.clone() })
        })
    };
    html! {
        <Card title={t!("partners.title")}>
            <p class="muted">{ t!("partners.lead") }</p>
            <ResourceView shown={partners.shown(&ready)} lines=2 />
        </Card>
    }
}

#[derive(PartialEq)]
struct ListProps {
    id: SiteId,
    us: OrganisationId,
    list: PartnerList,
    resource: Resource<PartnerList>,
}

#[hook]
fn use_partners(props: Rc<ListProps>) -> Html {
    let (toast, id) = (use_toast(), props.id);
    let typed = use_state(String::new);
    let save = {
        let (resource, typed) = (props.resource.clone(), typed.setter());
        use_mutation(
            move |ids: Vec<OrganisationId>| client::cascades::replace_partners(id, ids),
            move |list: PartnerList| {
                typed.set(String::new());
                toast.emit(t!("partners.saved"));
                resource.replace(list);
            },
        )
    };
    let text = typed.trim().to_owned();
    let found = use_found((text.chars().count() >= 2).then_some(text.clone()), |_| client::cascades::candidates());
    let chosen: Vec<OrganisationId> = props.list.items.iter().map(|partner| partner.id).collect();
    let wanted = fold(&text);
    let all = found.answer.as_ref().map(|all| all.as_ref().clone()).unwrap_or_default();
    let fits = all.iter().filter(|one| one.id != props.us && !chosen.contains(&one.id) && fold(&one.name).contains(&wanted));
    let suggestions: Vec<Suggestion> = fits
        .take(SHOWN)
        .map(|one| Suggestion { value: one.id.to_string().into(), label: one.name.clone().into(), detail: None })
        .collect();
    let onchoose = {
        let (run, chosen) = (save.run.clone(), chosen.clone());
        Callback::from(move |suggestion: Suggestion| {
            let added = suggestion.value.parse::<OrganisationId>().ok();
            run.emit(chosen.iter().copied().chain(added).collect());
        })
    };
    let change = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let bind = Binding { pointer: "/organisation_ids", value: (*typed).clone(), error: None, change };
    let none_fits = found.answer.is_some() && suggestions.is_empty() && !found.busy;
    html! {
        <div class="stack">
            if props.list.items.is_empty() {
                <p>{ t!("partners.none") }</p>
            } else {
                <div class="cluster">{ for props.list.items.iter().map(|partner| {
                    let (run, rest) = (save.run.clone(), chosen.iter().copied().filter(|id| *id != partner.id).collect::<Vec<_>>());
                    let onremove = Callback::from(move |()| run.emit(rest.clone()));
                    html! { <Chip remove_label={t!("partners.remove", name = partner.name.as_str())} {onremove}>{ &partner.name }</Chip> }
                }) }</div>
            }
            <ProblemView failure={save.failure.clone()} />
            <Combobox
                {bind}
                label={t!("partners.add")}
                hint={t!("partners.add_hint")}
                {suggestions}
                {onchoose}
                note={none_fits.then(|| t!("partners.not_found"))}
                busy={found.busy || save.busy}
                optional=true
            />
        </div>
    }
}
