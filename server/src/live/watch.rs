//! Looks at the records for all streams together, while there is one.

use std::sync::Arc;

use super::Said;
use crate::{
    Gateway,
    fhir::outcome::Problem,
    records::{Progress, RecordsError},
};

/// Sees to it that somebody looks, from what is written now on.
///
/// # Errors
/// When the records fail.
pub async fn ensure(gateway: &Arc<Gateway>) -> Result<(), Problem> {
    // Held until it is known from where on: a second stream may not begin before that.
    let mut watched = gateway.live.watched.lock().await;
    if !*watched {
        let from = gateway.blocking(|gateway| Ok(gateway.records.since(None)?.now)).await?;
        *watched = true;
        tokio::spawn(watch(Arc::clone(gateway), from));
    }
    Ok(())
}

async fn watch(gateway: Arc<Gateway>, mut from: Progress) {
    let live = &gateway.live;
    loop {
        let last = tokio::select! {
            () = live.end.notified() => true,
            () = tokio::time::sleep(live.pace) => false,
        };
        // A look that failed is logged where it failed, and the next one begins where this one did.
        while let Ok((now, more)) = look(&gateway, from).await {
            from = now;
            if !more {
                break;
            }
        }
        let mut watched = live.watched.lock().await;
        if last {
            live.say(Said::End);
        }
        if last || live.sender.receiver_count() == 0 {
            *watched = false;
            return;
        }
    }
}

/// One look; whether there is more.
async fn look(gateway: &Arc<Gateway>, from: Progress) -> Result<(Progress, bool), Problem> {
    let work = move |gateway: &Gateway| {
        let since = gateway.records.since(Some(from))?;
        let values =
            since.changed.iter().map(|stored| stored.value()).collect::<Result<Vec<_>, RecordsError>>();
        Ok((since, values?))
    };
    let (since, values) = gateway.blocking(work).await?;
    if !values.is_empty() {
        gateway.live.say(Said::Wrote(values.into()));
    }
    Ok((since.now, since.more))
}
