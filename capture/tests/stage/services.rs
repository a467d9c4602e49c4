//! Services: started, waited for, ended; and what is said when they fail.

use super::common::*;
use demoreel_primitives::plan::{Ready, Service};
use demoreel_primitives::time::Nanos;

fn service(run: &str, ready: Ready, timeout: Nanos) -> Service {
    Service {
        name: "api".to_owned(),
        run: run.to_owned(),
        ready,
        timeout,
        env: Vec::new(),
    }
}

#[test]
fn a_service_is_ready_before_the_page_opens_and_gone_afterwards() {
    let studio = Studio::new(&[("index.html", "<p>hello</p>")]);
    let mut act = studio.act(studio.surface(500, 300, 1.0), vec![wait_for(text("hello"))]);
    // It leaves its group and its parent, and still does not outlive the stage.
    let run = "setsid sleep 1000 & echo up and running; exec sleep 1000";
    let ready = Ready::Text("up and running".to_owned());
    act.services.push(service(run, ready, Nanos::from_secs(10)));
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    assert!(processes_of(studio.folder.path()).is_empty());
    assert_eq!(
        std::fs::read_dir(studio.path("runtime")).unwrap().count(),
        0
    );
}

#[test]
fn a_service_that_fails_shows_its_last_words() {
    let studio = Studio::new(&[("index.html", "<p>hello</p>")]);
    let mut act = studio.act(studio.surface(500, 300, 1.0), vec![]);
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    act.services.push(service(
        "echo no database >&2; exit 3",
        Ready::Port(port),
        Nanos::from_secs(10),
    ));
    let error = studio.record(&act).unwrap_err();
    assert_eq!(error.place(), Some("service:api"));
    let diagnostic = error.diagnostic();
    assert_eq!(diagnostic.code, "E0410");
    assert!(
        diagnostic
            .message
            .contains("ended with status 3 before it was ready"),
        "{diagnostic:?}"
    );
    assert!(diagnostic.hint.unwrap().contains("no database"));

    let url = format!("http://127.0.0.1:{port}/health");
    act.services[0] = service("exec sleep 1000", Ready::Url(url), Nanos::from_millis(600));
    let diagnostic = studio.record(&act).unwrap_err().diagnostic();
    assert_eq!(diagnostic.code, "E0411");
    assert!(
        diagnostic.message.contains("/health does not answer"),
        "{diagnostic:?}"
    );
    assert!(processes_of(studio.folder.path()).is_empty());
}
