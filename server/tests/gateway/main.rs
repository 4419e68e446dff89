//! The gateway as one service, asked over its real router in one process.

#![cfg(test)]

mod access;
mod backup;
mod caring;
mod deposit;
mod feedback;
mod hosts;
mod invitations;
mod kit;
mod links;
mod live;
mod log;
mod looks;
mod preview;
mod risk;
mod session;
mod sessions;
mod site;
mod start;
