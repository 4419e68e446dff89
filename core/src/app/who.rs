//! Who reads and who answers.

use super::Model;
use crate::form::{Author, Who};

pub(super) fn who(model: &Model) -> Who {
    let account = model.session.account();
    Who {
        account: account.map(|a| a.id.clone()).unwrap_or_default(),
        patient: account.and_then(|a| a.own().cloned()),
        author: None,
        place: model.session.device.place(),
    }
}

/// Who answers check-ins: the person about themselves, or about somebody whom they look after.
pub(crate) fn answerer(model: &Model) -> Who {
    let who = who(model);
    let Some((acting, account)) = model.session.acting().zip(model.session.account()) else { return who };
    let patient = model.session.can_answer().then(|| acting.patient.clone());
    let author = Author { reference: acting.related.clone(), name: account.name.clone() };
    Who { patient, author: Some(author), ..who }
}
