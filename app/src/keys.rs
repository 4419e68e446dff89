//! Sets, changes or takes away what opens the vault.

use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Order;
use lapwing_web::Store;

/// Does what is ordered; opening and locking are elsewhere, because everybody needs them.
pub async fn carry_out(store: Store, order: Order) -> Result<(), Trouble> {
    match order {
        Order::AddPasskey(secret) => store.add_passkey(&secret).await,
        Order::RemovePasskey => store.remove_passkey().await,
        Order::Set(account, secret) => store.protect(&account, &secret).await,
        Order::Change(old, new) => store.change_passphrase(&old, &new).await,
        Order::Remove(account, secret) => store.unprotect(&account, &secret).await,
        Order::Forget => store.forget_vault().await,
        _ => Ok(()),
    }
}
