//! Where leads go, of the settings of each kind of destination.

use super::super::concat;
use super::rules::{is_address, is_id, is_region};
use super::{Config, Provider, Reader};

const NOWHERE: &str = "is missing or wrong: leads go nowhere but to the event ep:lead-submit of \
    this page";

/// Sets the address; without what the provider needs, leads stay with the page.
pub(super) fn destination(reader: &mut Reader, config: &mut Config) {
    let endpoint = reader.checked("lead-endpoint", is_address, "an address with https://");
    let url = match config.provider {
        Provider::Host => return,
        Provider::HubSpot => hubspot(reader, endpoint),
        _ => endpoint.ok_or("lead-endpoint"),
    };
    match url {
        Ok(url) => config.url = url,
        Err(key) => {
            reader.warn(key, NOWHERE);
            config.provider = Provider::Host;
        }
    }
}

/// The address of a form, or the setting that is missing.
fn hubspot(reader: &mut Reader, endpoint: Option<String>) -> Result<String, &'static str> {
    let needed = "the id from HubSpot: letters, digits and hyphens";
    let portal = reader.checked("portal-id", is_id, needed);
    let form = reader.checked("form-id", is_id, needed);
    let region = reader.checked("region", is_region, "a region of HubSpot, like na1 or eu1");
    // A wrong endpoint must not send leads to the real HubSpot instead.
    let base = match (endpoint, region.as_deref()) {
        (Some(endpoint), _) => endpoint,
        (None, _) if reader.get("lead-endpoint").is_some() => return Err("lead-endpoint"),
        (None, None | Some("na1")) => "https://api.hsforms.com".to_string(),
        (None, Some(region)) => concat(&["https://api-", region, ".hsforms.com"]),
    };
    let (portal, form) = (portal.ok_or("portal-id")?, form.ok_or("form-id")?);
    let base = base.trim_end_matches('/');
    Ok(concat(&[base, "/submissions/v3/integration/submit/", &portal, "/", &form]))
}
