//! How many requests are taken, and how the rest is told to wait.

use crate::{
    browser::send,
    firm::{Firm, MEMBER, RESPONSIBLE},
    server::Place,
};
use reqwest::Method;

#[tokio::test]
async fn who_asks_too_often_is_told_how_long_to_wait() {
    let place = Place::new(&Firm::plain());
    place.configure(
        "[server]\ntrusted_proxies = [\"127.0.0.1\"]\n[limits]\naddress_per_minute = 40\naccount_per_minute = 20\n",
    );
    let server = place.demo().ready(&place).await;
    let people = place.sign_in();
    let eva = server.browser().signed(people.person(RESPONSIBLE)).await;
    let ask = |from: &str| eva.ask(Method::GET, "/api/v1/dossiers").header("x-forwarded-for", from);
    let first = send(ask("192.0.2.1")).await;
    first.expect(200);
    assert_eq!(first.header("ratelimit-policy"), Some("\"address\";q=40;w=60, \"account\";q=20;w=60"));
    let left = first.header("ratelimit").expect("what is left");
    assert!(left.starts_with("\"address\";r=39;t=2, \"account\";r="), "{left}");

    // another address each time: the account's own limit comes first
    let mut refused = None;
    for number in 0..200 {
        let reply = send(ask(&format!("192.0.2.{number}"))).await;
        if reply.status == 429 {
            refused = Some(reply);
            break;
        }
    }
    let refused = refused.expect("200 requests are too many");
    assert_eq!(refused.json()["type"], "/problems/too-many-requests");
    assert!(refused.header("retry-after").and_then(|it| it.parse::<u64>().ok()).is_some_and(|it| it > 0));
    assert!(refused.header("ratelimit").is_some_and(|it| it.contains("\"account\";r=0;t=60")));
    // others are not held up, and neither is the page itself
    let mira = server.browser().signed(people.person(MEMBER)).await;
    send(mira.ask(Method::GET, "/api/v1/dossiers")).await.expect(200);
    assert_eq!(send(eva.ask(Method::GET, "/livez")).await.status, 200);

    // nobody at all, from one address; this machine itself is not counted
    let ask =
        |from: &str| server.browser().ask(Method::GET, "/api/v1/session").header("x-forwarded-for", from);
    let mut statuses = Vec::new();
    for _ in 0..200 {
        statuses.push(send(ask("198.51.100.7")).await.status);
    }
    assert_eq!((statuses[..40].iter().all(|it| *it == 200), statuses.contains(&429)), (true, true));
    for _ in 0..60 {
        assert_eq!(send(ask("127.0.0.1")).await.status, 200);
    }
}
