//! Parts of the app's WebAssembly that come when they are needed: boot.js fetches them and puts them in their place.

use lapwing_core::trouble::Trouble;

use crate::bridge::{call, scope, wait};

/// Brings a part; at once, where it is there already.
///
/// # Errors
/// `Offline` when it could not be fetched, or is not what was built.
pub async fn bring(name: &str) -> Result<(), Trouble> {
    let brought = async { wait(call(&scope(), "lapwingPart", &[&name.into()])?).await };
    brought.await.map(drop).map_err(|_| Trouble::Offline)
}
